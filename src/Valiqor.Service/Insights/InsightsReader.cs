using Valiqor.Analysis.Items.Taxonomy;
using Valiqor.Analysis.Scoring.Insights;
using Valiqor.Client;
using Valiqor.Service.Days;

namespace Valiqor.Service.Insights;

/// <summary>Tells what failed over a window of days, from one row a day and never from runs or tags.</summary>
internal sealed class InsightsReader(DayStorage storage, FailureTaxonomy taxonomy)
{
    /// <param name="project">Null: all of the organization. One without runs gives zeros.</param>
    public async Task<InsightsSummary> SummaryAsync(
        string organization,
        string? project,
        DayRange window,
        CancellationToken cancellationToken)
    {
        var days = await storage.ReadAsync(organization, project, window, cancellationToken);
        return new InsightComposer(taxonomy, project, days).Summary(window);
    }

    /// <summary>Day by day, and against the window of the same length before.</summary>
    /// <inheritdoc cref="SummaryAsync" path="/param"/>
    public async Task<Trends> TrendsAsync(
        string organization,
        string? project,
        DayRange window,
        CancellationToken cancellationToken)
    {
        IReadOnlyDictionary<DateOnly, DayTally>[] days = await Task.WhenAll(
            storage.ReadAsync(organization, project, window, cancellationToken),
            storage.ReadAsync(organization, project, window.Before, DayStorage.RateColumns, cancellationToken));
        return new InsightComposer(taxonomy, project, days[0]).Trends(window, days[1].Values);
    }

    /// <inheritdoc cref="SummaryAsync" path="/param"/>
    public async Task<SecurityInsights> SecurityAsync(
        string organization,
        string? project,
        DayRange window,
        CancellationToken cancellationToken)
    {
        var days = await storage.ReadAsync(organization, project, window, DayStorage.SafetyColumns, cancellationToken);
        return new InsightComposer(taxonomy, project, days).Security(window);
    }
}
