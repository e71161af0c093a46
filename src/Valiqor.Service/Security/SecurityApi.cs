using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using Valiqor.Client;
using Valiqor.Service.Door;
using Valiqor.Service.Ground;
using Valiqor.Service.Runs;

namespace Valiqor.Service.Security;

/// <summary>What can be asked of the security side of runs.</summary>
internal sealed class SecurityApi(RunStorage storage, AuditBatches batches, AuditItems items) : IOperationGroup
{
    private const int MostRows = 1_000;
    private const int UsualRows = 100;

    private static readonly QueryParameter<string?> ProjectId = QueryParameter.ProjectName(
        "project_id", "Only batches of this project: its name.");

    private static readonly QueryParameter<string?> StatusIs = QueryParameter.OneOf(
        "status", "Only items of this status.", ["safe", "unsafe"]);

    private static readonly QueryParameter<int> Limit = QueryParameter.Number(
        "limit", $"The most rows; {Page.ContinuationHeader} tells where the next page begins.", 1, MostRows, UsualRows);

    private static readonly QueryParameter<string?> Continuation = QueryParameter.Text(
        "continuation", $"Where a page begins: the {Page.ContinuationHeader} of the one before, which is its last id.");

    public ImmutableArray<Operation> Operations =>
    [
        new("GetAuditBatches", "GET", Routes.AuditBatches, "Lists the security side of runs, newest first.", ListAsync)
        {
            Query = [ProjectId, Limit, Continuation],
            Answer = BodyShape.Json(WireJson.Default.IReadOnlyListAuditBatch),
        },
        new("GetAuditBatch", "GET", Routes.AuditBatch, "Shows the security side of a run.", GetAsync)
        {
            Answer = BodyShape.Json(WireJson.Default.AuditBatch),
        },
        new("GetAuditItems", "GET", Routes.AuditItems, "Lists the items of a run, safe and unsafe.", GetItemsAsync)
        {
            Query = [StatusIs, Limit, Continuation],
            Answer = BodyShape.Json(WireJson.Default.IReadOnlyListAuditItem),
        },
    ];

    private async Task<IResult> ListAsync(ApiCall call)
    {
        string? project = ProjectId.Of(call);
        int limit = Limit.Of(call);
        RunRow? after = Continuation.Of(call) is not { } id ? null : await call.FindRunAsync(storage, id, NotGivenOut);
        return await Page.OfAsync(
            batches.ListAsync(call.Organization, project, after, call.Aborted),
            limit,
            batch => batch.Id,
            WireJson.Default.IReadOnlyListAuditBatch,
            call);
    }

    private async Task<IResult> GetAsync(ApiCall call) =>
        Results.Json((await FindAsync(call)).Batch, WireJson.Default.AuditBatch);

    private async Task<IResult> GetItemsAsync(ApiCall call)
    {
        bool? isUnsafe = StatusIs.Of(call) is { } status ? status == "unsafe" : null;
        int limit = Limit.Of(call);
        (RunRow run, AuditBatch batch) = await FindAsync(call);
        int from = Continuation.Of(call) is not { } text ? 0
            : 1 + (AuditItemIds.IndexOf(batch.Id, text)
                ?? throw NotGivenOut(text));
        return await Page.OfAsync(
            items.ReadAsync(run, isUnsafe, from, call.Aborted),
            limit,
            item => item.Id,
            WireJson.Default.IReadOnlyListAuditItem,
            call);
    }

    private static ProblemException NotGivenOut(string continuation) =>
        ProblemException.BadParameter(Continuation.Name, $"is '{continuation}', which is not one that was given out.");

    /// <summary>By the id of the batch or of the run itself.</summary>
    private async Task<(RunRow Run, AuditBatch Batch)> FindAsync(ApiCall call)
    {
        string id = call.RouteValue("batchId");
        RunRow run = await call.FindRunAsync(storage, id, ProblemException.AuditBatchNotFound);
        return (run, AuditBatches.Of(run) ?? throw ProblemException.AuditBatchNotFound(id));
    }
}
