using Valiqor.Client;
using Valiqor.Service.Digests.Rendering;

namespace Valiqor.Service.Digests;

/// <summary>A digest in one sentence.</summary>
internal static class DigestHeadline
{
    public static string Of(string verdict, DigestWindow window, DigestFigures now, DigestFigures before)
    {
        string rate = $"{DigestWords.Percent(now.FailureRate)} of {DigestWords.Count(now.Items, "item")} failed";
        string other = $"{DigestWords.Percent(before.FailureRate)} of {DigestWords.Number(before.Items)} "
            + (window.Kind == DigestWindows.Week ? "the week before" : "the day before");
        return verdict switch
        {
            DigestVerdicts.Worse => $"Worse: {rate}, against {other}.",
            DigestVerdicts.Better => $"Better: {rate}, against {other}.",
            DigestVerdicts.Steady => $"About the same: {rate}, against {other}.",
            DigestVerdicts.NoComparison => $"{rate}; the {window.Kind} before has no items to compare with.",
            _ => $"No items were analysed. {Silence(now)}",
        };
    }

    private static string Silence(DigestFigures now) => (now.Runs + now.FailedRuns + now.CancelledRuns) switch
    {
        0 => "No run ended.",
        _ => $"{DigestWords.Count(now.FailedRuns, "run")} failed and {DigestWords.Number(now.CancelledRuns)} "
            + (now.CancelledRuns == 1 ? "was cancelled." : "were cancelled."),
    };
}

/// <summary>The words of <see cref="Digest.Verdict"/>.</summary>
internal static class DigestVerdicts
{
    public const string Worse = "worse";
    public const string Better = "better";
    public const string Steady = "steady";
    public const string NoComparison = "no_comparison";
    public const string NoItems = "no_items";
}
