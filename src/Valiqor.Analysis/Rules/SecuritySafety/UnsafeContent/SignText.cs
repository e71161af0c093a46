using System.Collections.Frozen;
using Valiqor.Text;
using Valiqor.Text.Words;

namespace Valiqor.Analysis.Rules.SecuritySafety;

/// <summary>The words of an output that tell of unsafe content, with their places.</summary>
internal sealed class SignText
{
    private static readonly FrozenDictionary<ulong, Sign> Words =
        Lexicon.Load<Sign>("unsafe-words", (one, other) => one | other);

    private readonly List<(int Token, Sign Sign)> _signs = [];

    public SignText(TextFacts facts)
    {
        Facts = facts;
        ReadOnlySpan<Token> tokens = facts.Tokens;
        for (int i = 0; i < tokens.Length; i++)
        {
            if (Words.TryGetValue(tokens[i].Word, out Sign sign))
            {
                _signs.Add((i, sign));
                Any |= sign;
            }
        }
    }

    public TextFacts Facts { get; }

    public IReadOnlyList<(int Token, Sign Sign)> Signs => _signs;

    public Sign Any { get; }


    /// <summary>How many different words of the kind the text has.</summary>
    public int Different(Sign kind)
    {
        var seen = new HashSet<ulong>();
        foreach ((int token, Sign sign) in _signs)
        {
            if ((sign & kind) != 0)
            {
                seen.Add(Facts.Tokens[token].Word);
            }
        }

        return seen.Count;
    }

    public int Count(Sign kind)
    {
        int count = 0;
        foreach ((_, Sign sign) in _signs)
        {
            count += (sign & kind) != 0 ? 1 : 0;
        }

        return count;
    }

    /// <summary>The signs at most so many words from one of them, itself left out.</summary>
    public Sign Near(int index, int words)
    {
        int place = _signs[index].Token;
        Sign near = Sign.None;
        for (int i = index - 1; i >= 0 && place - _signs[i].Token <= words; i--)
        {
            near |= _signs[i].Sign;
        }

        for (int i = index + 1; i < _signs.Count && _signs[i].Token - place <= words; i++)
        {
            near |= _signs[i].Sign;
        }

        return near;
    }

    /// <summary>The first sign of the kind; -1 where there is none.</summary>
    public int First(Sign kind) => _signs.FindIndex(row => (row.Sign & kind) != 0);

    public (int Start, int End) Place(int index)
    {
        Token token = Facts.Tokens[_signs[index].Token];
        return (token.Start, token.End);
    }

    public ReadOnlySpan<char> Word(int index)
    {
        (int start, int end) = Place(index);
        return Facts.Text.AsSpan(start, end - start);
    }
}
