using Valiqor.Text;
using Valiqor.Text.Words;

namespace Valiqor.Analysis.Rules.SecuritySafety;

/// <summary>Words that an output repeats from the system prompt in their order.</summary>
/// <param name="Start">UTF-16 code units in the output.</param>
/// <param name="Words">How many words the run has.</param>
/// <param name="Orders">How many of the prompt's orders to the model begin in it.</param>
internal readonly record struct RepeatedRun(int Start, int End, int Words, int Orders);

/// <summary>
/// Compares an output with the system prompt by runs of words. What the prompt says to be told to users is repeated
/// rightly, so a run counts by the orders in it: "You are …", "Never …", "Answer only …".
/// </summary>
internal sealed class PromptOverlap
{
    private const int Shingle = 5;

    /// <summary>A longer prompt and a longer output are compared by their starts.</summary>
    private const int MostWords = 20_000;

    private readonly PartText _prompt;
    private readonly Dictionary<ulong, int> _places = [];

    /// <param name="input">What the user wrote may be repeated.</param>
    public PromptOverlap(TextFacts prompt, TextFacts input)
    {
        _prompt = new PartText(prompt);
        ReadOnlySpan<Token> tokens = prompt.Tokens[..Math.Min(MostWords, prompt.Tokens.Length)];
        for (int i = 0; i + Shingle <= tokens.Length; i++)
        {
            _places.TryAdd(Key(tokens[i..]), i);
        }

        for (int i = 0; i + Shingle <= input.Tokens.Length && _places.Count > 0; i++)
        {
            _places.Remove(Key(input.Tokens[i..]));
        }
    }

    public int Words => _prompt.Count;

    /// <summary>The runs of five words or more, in the output's order.</summary>
    public List<RepeatedRun> RunsIn(TextFacts output)
    {
        var runs = new List<RepeatedRun>();
        ReadOnlySpan<Token> tokens = output.Tokens[..Math.Min(MostWords, output.Tokens.Length)];
        ReadOnlySpan<Token> prompt = _prompt.Facts.Tokens;
        for (int i = 0; i + Shingle <= tokens.Length;)
        {
            if (!_places.TryGetValue(Key(tokens[i..]), out int place))
            {
                i++;
                continue;
            }

            int length = 0;
            while (i + length < tokens.Length && place + length < prompt.Length
                && tokens[i + length].Word == prompt[place + length].Word)
            {
                length++;
            }

            if (length >= Shingle)
            {
                int orders = OrdersIn(place, place + length);
                runs.Add(new RepeatedRun(tokens[i].Start, tokens[i + length - 1].End, length, orders));
            }

            i += Math.Max(1, length);
        }

        return runs;
    }

    private int OrdersIn(int from, int to)
    {
        int orders = 0;
        for (int i = from; i < to; i++)
        {
            orders += IsOrder(i, to) ? 1 : 0;
        }

        return orders;
    }

    private bool IsOrder(int word, int to)
    {
        if (word + 1 >= to || IsQuoted(word))
        {
            return false;
        }

        if (_prompt.IsWord(word, "you"))
        {
            return _prompt.IsWord(word + 1, "are") || _prompt.IsWord(word + 1, "must")
                || _prompt.IsWord(word + 1, "should")
                || _prompt.IsWord(word + 1, "will") || _prompt.Is(word + 1, Part.Negation | Part.Head | Part.Output);
        }

        bool starts = _prompt.Is(word, Part.Break | Part.NewLine);
        bool german = _prompt.IsWord(word, "du") && _prompt.IsWord(word + 1, "bist")
            || _prompt.IsWord(word, "tu") && _prompt.IsWord(word + 1, "es")
            || _prompt.IsWord(word, "eres") || _prompt.IsWord(word, "sei") && _prompt.IsWord(word + 1, "un");
        return german || starts && _prompt.Is(
            word, Part.Negation | Part.Head | Part.Output | Part.ReplyVerb | Part.Follow | Part.EditVerb | Part.Ignore);
    }

    /// <summary>Quoted words in a prompt are to be said.</summary>
    private bool IsQuoted(int word)
    {
        ReadOnlySpan<char> text = _prompt.Text.AsSpan();
        int start = _prompt.Facts.Tokens[word].Start;
        int line = text[..start].LastIndexOf('\n') + 1;
        ReadOnlySpan<char> before = text[line..start];
        return before.Length < 2_000
            && (before.Count('"') % 2 == 1 || before.LastIndexOf('“') > before.LastIndexOf('”'));
    }

    private static ulong Key(ReadOnlySpan<Token> tokens)
    {
        ulong key = 14695981039346656037;
        foreach (Token token in tokens[..Shingle])
        {
            key = (key ^ token.Word) * 1099511628211;
        }

        return key;
    }
}
