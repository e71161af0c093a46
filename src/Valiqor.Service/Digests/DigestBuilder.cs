using Valiqor.Analysis.Scoring.Insights;
using Valiqor.Client;

namespace Valiqor.Service.Digests;

/// <summary>Says what changed. Pure: the same material gives the same digest.</summary>
internal static class DigestBuilder
{
    /// <summary>So many are shown, so that a day is seen among others and a week beside the last one.</summary>
    public const int DaysShown = 14;

    private const int TopFailuresShown = 5;

    /// <summary>A change that rounds to nothing in a percentage of one decimal is none.</summary>
    private const double LeastChange = 0.001;

    public static Digest Build(DigestMaterial material)
    {
        DigestWindow window = material.Window;
        DigestFigures now = FiguresOf(material.Summary, material.Trends, window);
        DigestFigures before = FiguresOf(material.SummaryBefore, material.Trends, window.Before);
        string verdict = VerdictOf(now, before);
        IReadOnlyList<DigestChange> changes = ChangesOf(material, now, before);
        return new Digest
        {
            ProjectName = material.Project,
            Window = window.Kind,
            FirstDay = window.FirstDay,
            LastDay = window.LastDay,
            GeneratedAt = material.Now,
            IsComplete = DateOnly.FromDateTime(material.Now.UtcDateTime) > window.LastDay,
            Verdict = verdict,
            Headline = DigestHeadline.Of(verdict, window, now, before),
            Now = now,
            Before = before,
            Days = DaysOf(material.Trends, window),
            Worse = [.. changes.Where(change => change.Rate > change.RateBefore && change.FailuresBefore > 0)],
            New = [.. changes.Where(change => change.FailuresBefore == 0)],
            Better = [.. changes.Where(change => change.Rate < change.RateBefore)],
            TopFailures = [.. TopOf(material.Summary).Select(row => FailureOf(row, material, now, before))],
            Security = new DigestSecurity
            {
                UnsafeItems = material.Security.UnsafeItems,
                UnsafeItemsBefore = material.SecurityBefore.UnsafeItems,
                UnsafeRate = material.Security.UnsafeRate,
                ByCategory = material.Security.ByCategory,
            },
            Runs = material.Runs,
            BrokenRuns = material.BrokenRuns,
        };
    }

    /// <summary>The failures that are shown with an example.</summary>
    public static IEnumerable<RecurringFailure> TopOf(InsightsSummary summary) => summary.TopRecurringFailures
        .OrderByDescending(row => row.OccurrenceCount)
        .ThenByDescending(row => row.AverageSeverity)
        .ThenBy(row => row.SubcategoryId, StringComparer.Ordinal)
        .Take(TopFailuresShown);

    private static DigestFigures FiguresOf(InsightsSummary summary, Trends trends, DigestWindow window) => new()
    {
        Runs = summary.TotalRuns,
        FailedRuns = summary.FailedRuns,
        CancelledRuns = summary.CancelledRuns,
        Items = summary.TotalItems,
        ItemsWithFailures = trends.Points.Where(point => window.Has(point.Date)).Sum(point => point.ItemsWithFailures),
        FailureRate = summary.OverallFailureRate,
        AverageSeverity = summary.AverageSeverity,
    };

    /// <summary>By the same rule as <c>/trends</c>.</summary>
    private static string VerdictOf(DigestFigures now, DigestFigures before) =>
        now.Items == 0 ? DigestVerdicts.NoItems
        : before.Items == 0 ? DigestVerdicts.NoComparison
        : FailureTrend.Between(TallyOf(before), TallyOf(now)).Direction switch
        {
            TrendDirection.Worsening => DigestVerdicts.Worse,
            TrendDirection.Improving => DigestVerdicts.Better,
            _ => DigestVerdicts.Steady,
        };

    private static DayTally TallyOf(DigestFigures figures) =>
        new() { Items = figures.Items, ItemsWithFailures = figures.ItemsWithFailures };

    /// <summary>The greatest first. None where either window has no items: there is nothing to compare.</summary>
    private static IReadOnlyList<DigestChange> ChangesOf(
        DigestMaterial material,
        DigestFigures now,
        DigestFigures before)
    {
        if (now.Items == 0 || before.Items == 0)
        {
            return [];
        }

        var rows = material.Summary.TopRecurringFailures.ToDictionary(row => row.SubcategoryId);
        var rowsBefore = material.SummaryBefore.TopRecurringFailures.ToDictionary(row => row.SubcategoryId);
        return
        [
            .. from id in rows.Keys.Union(rowsBefore.Keys)
               let change = ChangeOf(rows.GetValueOrDefault(id), rowsBefore.GetValueOrDefault(id), now, before)
               let difference = Math.Abs(change.Rate - change.RateBefore)
               where difference >= LeastChange || change.FailuresBefore == 0
               orderby difference descending, id
               select change,
        ];
    }

    private static DigestChange ChangeOf(
        RecurringFailure? row,
        RecurringFailure? rowBefore,
        DigestFigures now,
        DigestFigures before)
    {
        RecurringFailure either = (row ?? rowBefore)!;
        long failures = row?.OccurrenceCount ?? 0;
        long failuresBefore = rowBefore?.OccurrenceCount ?? 0;
        return new DigestChange
        {
            SubcategoryId = either.SubcategoryId,
            SubcategoryName = either.SubcategoryName,
            BucketId = either.BucketId,
            Failures = failures,
            FailuresBefore = failuresBefore,
            Rate = Rate(failures, now.Items),
            RateBefore = Rate(failuresBefore, before.Items),
            MayBeChance = Chance.MayExplain(failures, now.Items, failuresBefore, before.Items),
        };
    }

    private static DigestFailure FailureOf(
        RecurringFailure row,
        DigestMaterial material,
        DigestFigures now,
        DigestFigures before) => new()
    {
        SubcategoryId = row.SubcategoryId,
        SubcategoryName = row.SubcategoryName,
        BucketId = row.BucketId,
        Failures = row.OccurrenceCount,
        Runs = row.RunCount,
        Rate = Rate(row.OccurrenceCount, now.Items),
        RateBefore = Rate(
            material.SummaryBefore.TopRecurringFailures
                .FirstOrDefault(other => other.SubcategoryId == row.SubcategoryId)?.OccurrenceCount ?? 0,
            before.Items),
        AverageSeverity = row.AverageSeverity,
        Example = material.Examples.GetValueOrDefault(row.SubcategoryId),
    };

    private static IReadOnlyList<DigestDay> DaysOf(Trends trends, DigestWindow window) =>
    [
        .. from point in trends.Points
           where point.Date <= window.LastDay && point.Date > window.LastDay.AddDays(-DaysShown)
           orderby point.Date
           select new DigestDay(
               point.Date,
               point.Runs,
               point.Items,
               point.ItemsWithFailures,
               point.FailureRate,
               window.Has(point.Date)),
    ];

    private static double Rate(long failures, long items) => items == 0 ? 0 : (double)failures / items;
}
