using System.Collections.Immutable;
using Valiqor.Analysis.Items;
using Valiqor.Text;

namespace Valiqor.Analysis.Judging;

/// <summary>
/// Shortens an item to a number of tokens. Whole sentences go, from the middle of the longest texts, and a mark stands
/// where they stood; what fits its share stays whole.
/// </summary>
/// <param name="tokens">Counts the tokens of a text.</param>
public sealed class ItemCut(Func<string, int> tokens)
{
    /// <summary>The end of a text is worth less than its beginning, and more than its middle.</summary>
    private const double HeadShare = 0.65;

    /// <summary>Short texts are kept whole however many they are: a mark would take as much.</summary>
    private const int LeastTokens = 64;

    /// <summary>Where the tools' schemas take more than this part of an item, their names have to do.</summary>
    private const int ToolsShare = 4;
    private const int ToolsPart = 0;
    private const int BriefCharacters = 200;

    /// <summary>An item whose texts together have at most <paramref name="budget"/> tokens, and what was cut.</summary>
    public (Item Item, ImmutableArray<string> Cut) Fit(Item item, int budget)
    {
        // A token has at least a byte, so most items need no counting.
        if (PartsOf(item).Sum(part => (long)part.Text.Length) * 3 <= budget)
        {
            return (item, []);
        }

        Part[] parts = [.. PartsOf(item).Select(part => part with { Tokens = tokens(part.Text) })];
        if (parts.Sum(part => (long)part.Tokens) <= budget)
        {
            return (item, []);
        }

        var cut = new SortedSet<string>(StringComparer.Ordinal);
        if (parts[ToolsPart].Tokens > budget / ToolsShare)
        {
            item = item with { Tools = [.. item.Tools.Select(InBrief)] };
            parts[ToolsPart] = ToolsOf(item) with { Tokens = tokens(ToolsOf(item).Text) };
            cut.Add("tools");
        }

        double level = LevelOf(parts[(ToolsPart + 1)..], Math.Max(LeastTokens, budget - parts[ToolsPart].Tokens));
        string Shortened(string name, string text)
        {
            Part part = parts.First(part => part.Name == name && ReferenceEquals(part.Text, text));
            int most = Math.Max(LeastTokens, (int)(level * part.Weight));
            if (part.Tokens <= most)
            {
                return text;
            }

            cut.Add(name);
            return Shorten(text, part.Tokens, most);
        }

        Item shorter = item with
        {
            SystemPrompt = item.SystemPrompt is { } system ? Shortened("system_prompt", system) : null,
            Input = Shortened("input", item.Input),
            Output = Shortened("output", item.Output),
            Expected = item.Expected is { } expected ? Shortened("expected", expected) : null,
            Context = [.. item.Context.Select(passage => Shortened("context", passage))],
            ToolCalls =
            [
                .. item.ToolCalls.Select(call => call with
                {
                    Arguments = Shortened("tool_calls", call.Arguments),
                    Output = call.Output is { } output ? Shortened("tool_calls", output) : null,
                    Error = call.Error is { } error ? Shortened("tool_calls", error) : null,
                }),
            ],
        };
        return (shorter, [.. cut]);
    }

    /// <summary>
    /// What is judged weighs more than what it is judged by; many passages share what one would have.
    /// </summary>
    private static IEnumerable<Part> PartsOf(Item item)
    {
        yield return ToolsOf(item);
        yield return new Part("output", item.Output, 4);
        yield return new Part("input", item.Input, 2);
        if (item.SystemPrompt is { } system)
        {
            yield return new Part("system_prompt", system, 1);
        }

        if (item.Expected is { } expected)
        {
            yield return new Part("expected", expected, 1);
        }

        foreach (string passage in item.Context)
        {
            yield return new Part("context", passage, 4.0 / item.Context.Length);
        }

        foreach (ToolCall call in item.ToolCalls)
        {
            yield return new Part("tool_calls", call.Arguments, 1.0 / item.ToolCalls.Length);
            yield return new Part("tool_calls", call.Output ?? "", 2.0 / item.ToolCalls.Length);
            yield return new Part("tool_calls", call.Error ?? "", 1.0 / item.ToolCalls.Length);
        }
    }

    /// <summary>
    /// How many tokens a weight of 1 has, so that the parts that are longer than their share, cut to it, and the others
    /// together are as long as allowed.
    /// </summary>
    private static double LevelOf(Part[] parts, int budget)
    {
        double left = budget;
        double weights = parts.Sum(part => part.Weight);
        double level = left / weights;
        foreach (Part part in parts.OrderBy(part => part.Tokens / part.Weight))
        {
            if (part.Tokens > level * part.Weight)
            {
                break;
            }

            left -= part.Tokens;
            weights -= part.Weight;
            level = weights > 0 ? left / weights : level;
        }

        return level;
    }

    private static Part ToolsOf(Item item) => new(
        "tools", string.Join('\n', item.Tools.Select(tool => $"{tool.Name} {tool.Description} {tool.Parameters}")), 0);

    private static ToolDefinition InBrief(ToolDefinition tool) => tool with
    {
        Description = tool.Description is { Length: > BriefCharacters } text
            ? text[..BriefCharacters]
            : tool.Description,
        Parameters = null,
    };

    private string Shorten(string text, int count, int most)
    {
        ImmutableArray<int> breaks = BreaksOf(text);
        int head = Reach(text, breaks, most * HeadShare, count, fromEnd: false);
        int tail = Math.Max(head, Reach(text, breaks, most * (1 - HeadShare), count, fromEnd: true));
        int gone = Math.Max(1, count - tokens(text[..head]) - tokens(text[tail..]));
        return $"{text[..head].TrimEnd()} \u27E6{gone} tokens cut\u27E7 {text[tail..].TrimStart()}";
    }

    /// <summary>
    /// The last break within so many tokens of the beginning, or the first within so many of the end. A text of one
    /// sentence, as tables and code may be, is cut between characters.
    /// </summary>
    private int Reach(string text, ImmutableArray<int> breaks, double most, int count, bool fromEnd)
    {
        double perCharacter = (double)count / text.Length;
        int length = (int)(most / perCharacter);
        while (length > 0 && tokens(fromEnd ? text[^length..] : text[..length]) > most)
        {
            // Tokens are not spread evenly, so the first guess may be too long.
            length = length * 4 / 5;
        }

        int at = fromEnd ? text.Length - length : length;
        int found = fromEnd
            ? breaks.FirstOrDefault(place => place >= at, -1)
            : breaks.LastOrDefault(place => place <= at, -1);
        bool near = found >= 0 && Math.Abs(found - at) <= length / 2;
        int end = near ? found : at;
        return end > 0 && end < text.Length && char.IsLowSurrogate(text[end]) ? end - 1 : end;
    }

    private static ImmutableArray<int> BreaksOf(string text) =>
        [.. new TextFacts(text).Sentences.ToArray().Select(sentence => sentence.End)];

    private sealed record Part(string Name, string Text, double Weight)
    {
        public int Tokens { get; init; }
    }
}
