using System.Text.RegularExpressions;

namespace Valiqor.Analysis.Json;

/// <summary>The marks that set code apart in Markdown, which most clients strip from around a JSON answer.</summary>
public static partial class CodeFence
{
    /// <summary>The part of a text inside the one fence around all of it; without such a fence, all of it.</summary>
    public static (int Start, int End) Inside(string text)
    {
        Match fence = WholeText().Match(text);
        Group body = fence.Groups["body"];
        return fence.Success && !body.ValueSpan.Contains("```", StringComparison.Ordinal)
            ? (body.Index, body.Index + body.Length)
            : (0, text.Length);
    }

    /// <summary>The parts of a text inside fences that say they are JSON, or say nothing.</summary>
    public static IEnumerable<(int Start, int End)> JsonBlocks(string text) =>
        from block in Blocks().Matches(text)
        let body = block.Groups["body"]
        select (body.Index, body.Index + body.Length);

    [GeneratedRegex(@"\A\s*```[^\n`]*\n(?<body>[\s\S]*?)\n?[ \t]*```\s*\z", RegexOptions.None,
        matchTimeoutMilliseconds: 250)]
    private static partial Regex WholeText();

    [GeneratedRegex(@"```(?:json|JSON)?[ \t]*\r?\n(?<body>[\s\S]*?)```", RegexOptions.None,
        matchTimeoutMilliseconds: 250)]
    private static partial Regex Blocks();
}
