using System.Text;
using Valiqor.Analysis.Facts;
using Valiqor.Analysis.Items;

namespace Valiqor.Analysis.Rules.HallucinationGrounding;

/// <summary>
/// All that an answer may have its details from: passages, input, system prompt, tools and what they returned.
/// </summary>
internal sealed class KnownSources
{
    /// <summary>
    /// Characters that are searched for one item. With sources of a megabyte that is twenty looks; a detail that is not
    /// looked up counts as known.
    /// </summary>
    private const long MostSearched = 20_000_000;

    private readonly string[] _texts;
    private readonly long _length;
    private long _searched;
    private string? _letters;
    private string? _digits;

    private KnownSources(string[] texts)
    {
        _texts = texts;
        _length = texts.Sum(text => (long)text.Length);
    }

    /// <summary>The item brings passages, a document or a tool's result, which the answer is to rest on.</summary>
    public bool AnswerRestsOnThem { get; private init; }

    public static KnownSources Of(ItemFacts facts)
    {
        Item item = facts.Item;
        var texts = new List<string>(item.Context) { item.Input, item.SystemPrompt ?? "" };
        foreach (ToolCall call in item.ToolCalls)
        {
            texts.AddRange(call.Arguments, call.Output ?? "", call.Error ?? "");
        }

        foreach (ToolDefinition tool in item.Tools)
        {
            texts.Add(tool.Description ?? "");
        }

        return new KnownSources([.. texts])
        {
            AnswerRestsOnThem = facts.Find<Grounds>() is not null || item.Has(ItemPart.ToolOutputs),
        };
    }

    /// <summary>In any case of letters.</summary>
    public bool Have(ReadOnlySpan<char> words)
    {
        if (IsSpent())
        {
            return true;
        }

        foreach (string text in _texts)
        {
            if (text.AsSpan().Contains(words, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The same letters and digits stand there, whatever stands between them.</summary>
    public bool HaveLetters(ReadOnlySpan<char> words) => IsSpent()
        || (_letters ??= Squeeze(_texts, char.IsLetterOrDigit)).Contains(Squeeze(words), StringComparison.Ordinal);

    /// <summary>The same digits stand there in this order.</summary>
    public bool HaveDigits(ReadOnlySpan<char> digits) => IsSpent()
        || (_digits ??= Squeeze(_texts, char.IsAsciiDigit)).AsSpan().Contains(digits, StringComparison.Ordinal);

    public static string Squeeze(ReadOnlySpan<char> words)
    {
        var squeezed = new StringBuilder(words.Length);
        foreach (char c in words)
        {
            if (char.IsLetterOrDigit(c))
            {
                squeezed.Append(char.ToLowerInvariant(c));
            }
        }

        return squeezed.ToString();
    }

    private bool IsSpent() => (_searched += _length) > MostSearched;

    private static string Squeeze(string[] texts, Func<char, bool> keep)
    {
        var squeezed = new StringBuilder();
        foreach (string text in texts)
        {
            foreach (char c in text)
            {
                if (keep(c))
                {
                    squeezed.Append(char.ToLowerInvariant(c));
                }
            }

            squeezed.Append('\n');
        }

        return squeezed.ToString();
    }
}
