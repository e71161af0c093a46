using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using Valiqor.Client;
using Valiqor.Service.Days;
using Valiqor.Service.Door;

namespace Valiqor.Service.Insights;

/// <summary>What failed over the last days, and how far that can be trusted.</summary>
internal sealed class InsightsApi(InsightsReader reader, CalibrationReader calibration, TimeProvider clock)
    : IOperationGroup
{
    private const int UsualDays = 30;
    private const int MostDays = 365;

    private static readonly QueryParameter<string?> Project = QueryParameter.Text(
        "project_name", "Only this project, with zeros for one that has no runs; without it all of the organization.");

    private static readonly QueryParameter<int> Days = QueryParameter.Number(
        "days", "The window: so many days, UTC, the last of which is today.", 1, MostDays, UsualDays);

    public ImmutableArray<Operation> Operations =>
    [
        new("GetInsights", "GET", Routes.Insights, "Returns what fails most often.", GetSummaryAsync)
        {
            Query = [Project, Days],
            Answer = BodyShape.Json(WireJson.Default.InsightsSummary),
        },
        new("GetTrends", "GET", Routes.Trends, "Returns each day's figures, and whether they improve.", GetTrendsAsync)
        {
            Query = [Project, Days],
            Answer = BodyShape.Json(WireJson.Default.Trends),
        },
        new(
            "GetSecurityInsights", "GET", Routes.SecurityInsights, "Returns the unsafe items, by category and day.",
            GetSecurityAsync)
        {
            Aliases = [new("GetInsightsSecurity", "GET", Routes.InsightsSecurity)],
            Query = [Project, Days],
            Answer = BodyShape.Json(WireJson.Default.SecurityInsights),
        },
        new(
            "GetCalibration", "GET", Routes.Calibration, "Returns how far the decisions agree with reviewers'.",
            GetCalibrationAsync)
        {
            Query = [Project, Days],
            Answer = BodyShape.Json(WireJson.Default.Calibration),
        },
    ];

    private async Task<IResult> GetSummaryAsync(ApiCall call) => Results.Json(
        await reader.SummaryAsync(call.Organization, Project.Of(call), WindowOf(call), call.Aborted),
        WireJson.Default.InsightsSummary);

    private async Task<IResult> GetTrendsAsync(ApiCall call) => Results.Json(
        await reader.TrendsAsync(call.Organization, Project.Of(call), WindowOf(call), call.Aborted),
        WireJson.Default.Trends);

    private async Task<IResult> GetSecurityAsync(ApiCall call) => Results.Json(
        await reader.SecurityAsync(call.Organization, Project.Of(call), WindowOf(call), call.Aborted),
        WireJson.Default.SecurityInsights);

    private async Task<IResult> GetCalibrationAsync(ApiCall call) => Results.Json(
        await calibration.ReadAsync(call.Organization, Project.Of(call), WindowOf(call), call.Aborted),
        WireJson.Default.Calibration);

    private DayRange WindowOf(ApiCall call) =>
        DayRange.EndingOn(DayRange.DayOf(clock.GetUtcNow()), Days.Of(call));
}
