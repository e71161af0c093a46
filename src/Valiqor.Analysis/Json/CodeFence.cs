using Valiqor.Analysis.Text;


namespace Valiqor.Analysis.Json;

/// <summary>The marks that set code apart in Markdown, which most clients strip from around a JSON answer.</summary>
public static class CodeFence
{
    private const string Fence = "```";

    /// <summary>The part of a text inside the one fence around all of it; without such a fence, all of it.</summary>
    public static (int Start, int End) Inside(string text)
    {
        int open = text.Length - text.AsSpan().TrimStart().Length;
        int close = text.AsSpan().TrimEnd().Length - Fence.Length;
        if (close < open + Fence.Length
            || !text.AsSpan(open).StartsWith(Fence)
            || !text.AsSpan(close).StartsWith(Fence))
        {
            return (0, text.Length);
        }

        // What stands behind the opening marks is the language, up to the end of the line.
        int start = text.AsSpan(open + Fence.Length, close - open - Fence.Length).IndexOfAny('\n', '`');
        start = start < 0 ? -1 : start + open + Fence.Length;
        if (start < 0 || text[start] != '\n')
        {
            return (0, text.Length);
        }

        start++;
        int end = close;
        while (end > start && text[end - 1] is ' ' or '\t')
        {
            end--;
        }

        end -= end > start && text[end - 1] == '\n' ? 1 : 0;
        return text.AsSpan(start, end - start).Contains(Fence, StringComparison.Ordinal)
            ? (0, text.Length)
            : (start, end);
    }

    /// <summary>The parts of a text inside fences that say they are JSON, or say nothing.</summary>
    public static IEnumerable<(int Start, int End)> JsonBlocks(string text) =>
        from block in Blocks.Matches(text)
        let body = block.Groups["body"]
        select (body.Index, body.Index + body.Length);

    private static readonly Pattern Blocks = Pattern.Of(@"```(?:json|JSON)?[ \t]*\r?\n(?<body>[\s\S]*?)```");
}
