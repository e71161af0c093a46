using Valiqor.Text.Patterns;

namespace Valiqor.Analysis.Rules.HallucinationGrounding;

/// <summary>Tells a link that is given as a source from one that is an example.</summary>
internal static class CitedLink
{
    private const int CitedWithin = 60;

    /// <summary>Given as where something stands: "see …", "Source: …".</summary>
    public static bool IsCited(string output, int start)
    {
        int from = Math.Max(0, start - CitedWithin);
        ReadOnlySpan<char> before = output.AsSpan(from, start - from);
        before = before[(before.LastIndexOf('\n') + 1)..];
        return Citing.IsMatch(before) && !Placing.IsMatch(before);
    }

    private static readonly Pattern Citing = Pattern.AnyCase(
        @"\b(?:sources?|references?|see|according to|cited|read(?: more)?|learn more|more at|quelle)\b");

    private static readonly Pattern Placing = Pattern.AnyCase(
        @"\b(?:examples?|replace|placeholder|your|sample|such as|e\.g\.)");
}
