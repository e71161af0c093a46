using System.Globalization;
using System.Text;
using Valiqor.Analysis.Facts;
using Valiqor.Analysis.Items;
using Valiqor.Text;
using Valiqor.Text.Mentions;
using Valiqor.Text.Words;

namespace Valiqor.Analysis.Rules.ToolFailures;

/// <summary>Tells which values of a request the calls took up, in whatever form they wrote them.</summary>
internal sealed class CallCoverage
{
    private const int ShortestPart = 3;
    private readonly string _text;
    private readonly List<string> _leaves = [];
    private readonly HashSet<double> _numbers = [];

    public CallCoverage(Item item)
    {
        var text = new StringBuilder();
        foreach (ToolCall call in item.ToolCalls)
        {
            foreach (string leaf in CanonicalJson.LeavesOf(call.Arguments))
            {
                string plain = Plain(leaf);
                _leaves.Add(plain);
                text.Append(plain).Append('|');
                foreach (Quantity number in new TextFacts(leaf).Quantities)
                {
                    _numbers.Add(number.Value);
                }

                if (double.TryParse(leaf, NumberStyles.Float, CultureInfo.InvariantCulture, out double value))
                {
                    _numbers.Add(value);
                }
            }
        }

        _text = text.ToString();
    }

    public bool Covers(TextFacts request, RequestValue value)
    {
        string plain = Plain(request.Text.AsSpan(value.Start, value.End - value.Start));
        bool mayBePart = value.Kind != RequestValueKind.Number || plain.Length > ShortestPart;
        if (plain.Length == 0 || (mayBePart && _text.Contains(plain, StringComparison.Ordinal)))
        {
            return true;
        }

        return value.Kind switch
        {
            RequestValueKind.Number => HasNumber(value.Number),
            RequestValueKind.Date => HasNumber(value.Number) || _text.Contains(
                value.Number.ToString("00", CultureInfo.InvariantCulture), StringComparison.Ordinal),
            RequestValueKind.Name => HasPartOf(request, value),
            RequestValueKind.Quote => _leaves.Exists(leaf =>
                leaf.Length >= ShortestPart && plain.Contains(leaf, StringComparison.Ordinal)),
            _ => false,
        };
    }

    /// <summary>Every argument is a number that the request states.</summary>
    public bool IsAllFrom(List<RequestValue> values) =>
        _leaves.Count > 0 && _numbers.Count > 0 && _numbers.All(number => values.Exists(value =>
            value.Kind == RequestValueKind.Number && Near(Math.Abs(value.Number), Math.Abs(number))));

    /// <summary>An argument is this text, or has it.</summary>
    public bool HasText(ReadOnlySpan<char> text) =>
        Plain(text) is { Length: >= ShortestPart } plain && _text.Contains(plain, StringComparison.Ordinal);

    public bool HasAnyWord(TextFacts text, int firstToken, int endToken)
    {
        foreach (Token token in text.Tokens[firstToken..endToken])
        {
            ReadOnlySpan<char> word = text.Text.AsSpan(token.Start, token.Length);
            if (_text.Contains(Plain(word[..Math.Min(word.Length, 4)]), StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Some text argument of three letters or more stands in the request.</summary>
    public bool Quotes(TextFacts request)
    {
        string plain = Plain(request.Text);
        return _leaves.Exists(leaf => leaf.Length >= ShortestPart && plain.Contains(leaf, StringComparison.Ordinal));
    }

    /// <summary>Letters and digits alone, in lower case.</summary>
    public static string Plain(ReadOnlySpan<char> text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (char c in text)
        {
            if (char.IsLetterOrDigit(c))
            {
                plain.Append(char.ToLowerInvariant(c));
            }
        }

        return plain.ToString();
    }

    /// <summary>As it stands, as a share, in another power of ten, rounded, or negative.</summary>
    private bool HasNumber(double number)
    {
        foreach (double known in _numbers)
        {
            double one = Math.Abs(number);
            double other = Math.Abs(known);
            if (Near(one, other) || Near(one, other * 100) || Near(one * 100, other) || Near(one * 1000, other)
                || Near(one, other * 1000) || Near(one * 60, other) || Near(one, other * 60) || Near(one * 12, other)
                || Near(one * 1e6, other))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Near(double one, double other) =>
        Math.Abs(one - other) <= 1e-6 * Math.Max(1, Math.Max(one, other));

    /// <summary>A word of the name, its initials, or a short code (AAPL, SEK) that begins like it.</summary>
    private bool HasPartOf(TextFacts request, RequestValue value)
    {
        var initials = new StringBuilder();
        foreach (Token token in request.Tokens)
        {
            if (token.Start >= value.End)
            {
                break;
            }

            if (token.Start >= value.Start)
            {
                string word = Plain(request.Text.AsSpan(token.Start, token.Length));
                initials.Append(word.Length > 0 ? word[..1] : "");
                if (word.Length >= ShortestPart && _text.Contains(word, StringComparison.Ordinal))
                {
                    return true;
                }
            }
        }

        string code = initials.ToString();
        string first = Plain(request.Text.AsSpan(value.Start, value.End - value.Start));
        string whole = Plain(request.Text);
        return _leaves.Exists(leaf => (code.Length > 1 && leaf == code)
            || (leaf.Length is >= 2 and <= 5 && first.Length > 0 && leaf[0] == first[0]
                && leaf.All(char.IsLetter) && !whole.Contains(leaf, StringComparison.Ordinal)));
    }
}
