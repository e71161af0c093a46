using Valiqor.Client;
using Valiqor.Service.Days;
using Valiqor.Service.Digests.Schedule;
using Valiqor.Service.Insights;

namespace Valiqor.Service.Digests;

/// <summary>Makes a digest of what storage has now. Nothing is written.</summary>
internal sealed class DigestReader(InsightsReader insights, WindowRuns runs, DigestLinks links, TimeProvider clock)
{
    public async Task<Digest> ReadAsync(DigestPlace place, DigestWindow window, CancellationToken cancellationToken)
    {
        (string organization, string project) = (place.Organization, place.Project);
        var shown = DayRange.EndingOn(window.LastDay, DigestBuilder.DaysShown);
        InsightsSummary summary =
            await insights.SummaryAsync(organization, project, window.Days, cancellationToken);
        RunsOfWindow found = await runs.ReadAsync(place, window, cancellationToken);
        var material = new DigestMaterial
        {
            Project = project,
            Window = window,
            Now = clock.GetUtcNow(),
            Summary = summary,
            SummaryBefore =
                await insights.SummaryAsync(organization, project, window.Before.Days, cancellationToken),
            Trends = await insights.TrendsAsync(organization, project, shown, cancellationToken),
            Security = await insights.SecurityAsync(organization, project, window.Days, cancellationToken),
            SecurityBefore =
                await insights.SecurityAsync(organization, project, window.Before.Days, cancellationToken),
            Runs = found.Completed,
            BrokenRuns = found.Broken,
            Examples = await runs.ExamplesAsync(
                found, [.. DigestBuilder.TopOf(summary).Select(row => row.SubcategoryId)], cancellationToken),
        };
        return DigestBuilder.Build(material) with { Url = links.ToDigest(project, window) };
    }
}
