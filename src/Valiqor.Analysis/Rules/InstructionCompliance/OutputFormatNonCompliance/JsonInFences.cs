using Valiqor.Text;
using Valiqor.Text.Markdown;

namespace Valiqor.Analysis.Rules.InstructionCompliance;

/// <summary>JSON inside the fences that set code apart in Markdown, which most clients strip from an answer.</summary>
internal static class JsonInFences
{
    /// <summary>The part of a text inside the one fence around all of it; without such a fence, all of it.</summary>
    public static (int Start, int End) Inside(TextFacts facts)
    {
        string text = facts.Text;
        if (facts.Code.Blocks is not [{ Closed: true } block]
            || !text.AsSpan(0, block.Start).IsWhiteSpace()
            || !text.AsSpan(block.End).IsWhiteSpace())
        {
            return (0, text.Length);
        }

        int end = block.BodyEnd;
        end -= end > block.BodyStart && text[end - 1] == '\n' ? 1 : 0;
        return (block.BodyStart, end);
    }

    /// <summary>The parts of a text inside fences that say they are JSON, or say nothing.</summary>
    public static IEnumerable<(int Start, int End)> Blocks(TextFacts facts) =>
        from block in facts.Code.Blocks
        where block.Closed && IsJson(block, facts.Text)
        select (block.BodyStart, block.BodyEnd);

    private static bool IsJson(FencedBlock block, string text)
    {
        ReadOnlySpan<char> language = block.Language(text);
        return language.IsEmpty || language.Equals("json", StringComparison.OrdinalIgnoreCase);
    }
}
