using System.Collections.Immutable;
using Valiqor.Analysis.Items;
using Valiqor.Analysis.Items.Taxonomy;
using Valiqor.Analysis.Scoring.Insights;
using Valiqor.Client;
using Valiqor.Service.Days;

namespace Valiqor.Service.Insights;

/// <summary>Makes the wire's insights from a window's days: pure, so that any days will do.</summary>
/// <param name="taxonomy">Names what failed. A failure that it does not know any more is not shown.</param>
/// <param name="project">Null: all of the organization.</param>
/// <param name="days">Those that had runs.</param>
internal sealed class InsightComposer(
    FailureTaxonomy taxonomy,
    string? project,
    IReadOnlyDictionary<DateOnly, DayTally> days)
{
    private const int SeverityDecimals = 4;

    public InsightsSummary Summary(DayRange window)
    {
        DayTally total = SumOf(window);
        return new InsightsSummary
        {
            ProjectName = project,
            Days = window.Days,
            TotalRuns = total.CompletedRuns,
            FailedRuns = total.FailedRuns,
            CancelledRuns = total.CancelledRuns,
            TotalItems = total.Items,
            OverallFailureRate = Share(total.ItemsWithFailures, total.Items),
            AverageSeverity = AverageSeverity(total),
            TopRecurringFailures = [.. FailuresOf(total)],
            BucketDistribution = BucketsOf(total),
        };
    }

    /// <param name="before">The days of the window before; of these only items count.</param>
    public Trends Trends(DayRange window, IEnumerable<DayTally> before)
    {
        FailureTrend trend = FailureTrend.Between(SumOf(before), SumOf(window));
        return new Trends
        {
            ProjectName = project,
            Days = window.Days,
            Points = [.. window.All().Select(PointOf)],
            Direction = Wire.Name(trend.Direction),
            ChangePercent = trend.ChangePercent,
        };
    }

    public SecurityInsights Security(DayRange window)
    {
        DayTally total = SumOf(window);
        ImmutableArray<SecurityCategoryCount> categories =
        [
            .. from category in taxonomy.SecurityCategories
               let items = total.UnsafeByCategory.GetValueOrDefault(category.Id)
               where items > 0
               orderby items descending
               select new SecurityCategoryCount(category.Id, category.Name, items, Share(items, total.Items)),
        ];
        return new SecurityInsights
        {
            ProjectName = project,
            Days = window.Days,
            TotalItems = total.Items,
            UnsafeItems = total.UnsafeItems,
            UnsafeRate = Share(total.UnsafeItems, total.Items),
            ByCategory = categories,
            TopRiskCategory = categories.FirstOrDefault()?.Category,
            Trend = [.. window.All().Select(day => new SecurityTrendPoint(day, DayOf(day).UnsafeItems))],
        };
    }

    private TrendPoint PointOf(DateOnly date)
    {
        DayTally day = DayOf(date);
        return new TrendPoint
        {
            Date = date,
            Runs = day.CompletedRuns,
            Items = day.Items,
            ItemsWithFailures = day.ItemsWithFailures,
            FailureRate = Share(day.ItemsWithFailures, day.Items),
            AverageSeverity = AverageSeverity(day),
            ByBucket = BucketsOf(day),
        };
    }

    private IEnumerable<RecurringFailure> FailuresOf(DayTally total) =>
        from row in taxonomy.Subcategories
        where total.Failures.ContainsKey(row.Id)
        let failure = total.Failures[row.Id]
        let severity = Average(failure.Severity, failure.Occurrences)
        orderby failure.Occurrences descending, severity descending
        select new RecurringFailure
        {
            SubcategoryId = row.Id,
            SubcategoryName = row.Name,
            BucketId = row.Bucket,
            OccurrenceCount = failure.Occurrences,
            RunCount = failure.Runs,
            AverageSeverity = severity,
            FirstSeen = failure.FirstSeen,
            LastSeen = failure.LastSeen,
        };

    /// <summary>Every bucket, in the taxonomy's order: who draws them side by side needs the zeros too.</summary>
    private Dictionary<string, long> BucketsOf(DayTally tally)
    {
        var buckets = taxonomy.Buckets.ToDictionary(bucket => bucket.Id, _ => 0L, StringComparer.Ordinal);
        foreach ((string id, FailureTally failure) in tally.Failures)
        {
            if (taxonomy.FindSubcategory(id) is { } row)
            {
                buckets[row.Bucket] += failure.Occurrences;
            }
        }

        return buckets;
    }

    private DayTally SumOf(DayRange window) => SumOf(window.All().Select(DayOf));

    private static DayTally SumOf(IEnumerable<DayTally> tallies) =>
        tallies.Aggregate(DayTally.Empty, (sum, tally) => sum.Merge(tally));

    private DayTally DayOf(DateOnly date) => days.GetValueOrDefault(date, DayTally.Empty);

    private static double AverageSeverity(DayTally tally) =>
        Average(tally.Failures.Values.Sum(row => row.Severity), tally.Failures.Values.Sum(row => row.Occurrences));

    private static double Average(long severity, long count) => count == 0
        ? 0
        : Math.Round(
            (double)severity / count / FailureTally.SeverityUnit, SeverityDecimals, MidpointRounding.AwayFromZero);

    private static double Share(long part, long whole) => whole == 0 ? 0 : (double)part / whole;
}
