using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using Valiqor.Client;
using Valiqor.Service.Door;
using Valiqor.Service.Ground;

namespace Valiqor.Service.Runs.Listing;

/// <summary>What can be asked of an organization's runs together.</summary>
internal sealed class RunListApi(RunStorage storage, RunPages lists, RunTotals totals) : IOperationGroup
{
    private const int RunsAPage = 20;
    private const int MostRunsAPage = 100;

    private static readonly QueryParameter<string?> ProjectName = QueryParameter.Text(
        "project_name", "Only runs of this project; of one that does not exist there are none.");

    private static readonly QueryParameter<string?> StatusIs = QueryParameter.OneOf(
        "status", "Only runs that are in this state.", RunCounter.Statuses);

    private static readonly QueryParameter<int> Page = QueryParameter.Number(
        "page", "Which page, from 1; after the last one there are no runs.", 1, int.MaxValue, 1);

    private static readonly QueryParameter<int> PageSize = QueryParameter.Number(
        "page_size", "How many runs a page has.", 1, MostRunsAPage, RunsAPage);

    private static readonly QueryParameter<string?> Continuation = QueryParameter.Text(
        "continuation", "Where a page begins instead: the `continuation` of the one before.");

    public ImmutableArray<Operation> Operations =>
    [
        new("ListRuns", "GET", Routes.Runs, "Lists runs, the newest first.", ListAsync)
        {
            Query = [ProjectName, StatusIs, Page, PageSize, Continuation],
            Answer = BodyShape.Json(WireJson.Default.RunListPage),
        },
        new("GetRunCount", "GET", Routes.RunCount, "Counts runs.", CountAsync)
        {
            Query = [ProjectName, StatusIs],
            Answer = BodyShape.Json(WireJson.Default.RunCount),
        },
        new("GetProjects", "GET", Routes.Projects, "Lists the projects that have runs.", GetProjectsAsync)
        {
            Answer = BodyShape.Json(WireJson.Default.IReadOnlyListString),
        },
    ];

    private async Task<IResult> ListAsync(ApiCall call)
    {
        RunRow? after = Continuation.Of(call) is not { } id ? null
            : await call.FindRunAsync(storage, id)
                ?? throw ProblemException.BadParameter(Continuation.Name, "is not one that was given out.");
        RunListPage page = await lists.PageAsync(
            call.Organization, FilterOf(call), Page.Of(call), PageSize.Of(call), after, call.Aborted);
        return Results.Json(page, WireJson.Default.RunListPage);
    }

    private async Task<IResult> CountAsync(ApiCall call)
    {
        int count = await totals.CountAsync(call.Organization, FilterOf(call), call.Aborted);
        return Results.Json(new RunCount(count), WireJson.Default.RunCount);
    }

    private async Task<IResult> GetProjectsAsync(ApiCall call) => Results.Json(
        await totals.ProjectsAsync(call.Organization, call.Aborted), WireJson.Default.IReadOnlyListString);

    private static RunFilter FilterOf(ApiCall call) =>
        new() { ProjectName = ProjectName.Of(call), Status = StatusIs.Of(call) };
}
