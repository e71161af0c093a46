using System.Globalization;
using Valiqor.Client;

namespace Valiqor.Service.Digests.Rendering;

/// <summary>Figures and days as every form of a digest words them.</summary>
internal static class DigestWords
{
    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    public static string Percent(double share) => string.Create(Culture, $"{share * 100:0.0} %");

    /// <summary>The difference of two shares, with its sign.</summary>
    public static string Points(double difference) => string.Create(Culture, $"{difference * 100:+0.0;−0.0} points");

    /// <summary>The failure rate of a window; of one without items there is none.</summary>
    public static string Rate(DigestFigures figures) => figures.Items == 0 ? "–" : Percent(figures.FailureRate);

    public static string Number(long number) => number.ToString("#,0", Culture);

    public static string Count(long number, string noun) => $"{Number(number)} {noun}{(number == 1 ? "" : "s")}";

    public static string Severity(double severity) => severity.ToString("0.0", Culture);

    public static string Day(DateOnly day) => day.ToString("d MMMM yyyy", Culture);

    public static string ShortDay(DateOnly day) => day.ToString("d MMM", Culture);

    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("d MMM yyyy, HH:mm", Culture) + " UTC";

    /// <summary>As "2 March 2026" or "24 February 2026 – 2 March 2026", and "so far" while that goes on.</summary>
    public static string Days(Digest digest)
    {
        string days = digest.FirstDay == digest.LastDay
            ? Day(digest.LastDay)
            : $"{Day(digest.FirstDay)} – {Day(digest.LastDay)}";
        return digest.IsComplete ? days : $"{days}, so far";
    }

    public static string Share(long failures, double rate, long items) =>
        $"{Number(failures)} of {Count(items, "item")} ({Percent(rate)})";

    /// <summary>As "31 (12.9 %)", or "none".</summary>
    public static string Now(DigestChange change) => Share(change.Failures, change.Rate);

    /// <inheritdoc cref="Now"/>
    public static string Before(DigestChange change) => Share(change.FailuresBefore, change.RateBefore);

    public const string NoExample = "Among the first failures of the newest runs there is no example.";

    /// <summary>Where an example is, as "item 3 (rag-004), output".</summary>
    public static string Place(DigestExample example)
    {
        string name = example.ItemId is { } id && id != example.ItemIndex.ToString(Culture) ? $" ({id})" : "";
        string source = example.Source is { } word ? $", {word.Replace('_', ' ')}" : "";
        return string.Create(Culture, $"item {example.ItemIndex}{name}{source}");
    }

    /// <summary>As "4.5 % → 12.9 %".</summary>
    public static string Step(DigestChange change) =>
        $"{Percent(change.RateBefore)} → {Percent(change.Rate)}{(change.MayBeChance ? ", may be chance" : "")}";

    /// <summary>The quote, the root cause and the fix, as far as they are there.</summary>
    public static IEnumerable<string> Lines(DigestExample example) =>
    [
        .. example.Quote is { } quote ? [$"“{quote}”"] : (IEnumerable<string>)[],
        .. example.RootCause is { } cause ? [$"Root cause: {cause}"] : (IEnumerable<string>)[],
        .. example.SuggestedFix is { } fix ? [$"Fix: {fix}"] : (IEnumerable<string>)[],
    ];

    private static string Share(long failures, double rate) =>
        failures == 0 ? "none" : $"{Number(failures)} ({Percent(rate)})";
}
