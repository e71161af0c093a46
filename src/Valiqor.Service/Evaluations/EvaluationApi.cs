using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using Valiqor.Client;
using Valiqor.Service.Door;
using Valiqor.Service.Ground;
using Valiqor.Service.Runs;

namespace Valiqor.Service.Evaluations;

/// <summary>What can be asked of runs' metrics.</summary>
internal sealed class EvaluationApi(RunStorage storage, EvaluationReader reader) : IOperationGroup
{
    private const int FewestRuns = 2;
    private const int MostRuns = 5;

    private static readonly QueryParameter<ImmutableArray<string>> Compared = QueryParameter.Words(
        "run_ids",
        "The evaluation runs, the first being what the others are held against.",
        FewestRuns,
        MostRuns);

    public ImmutableArray<Operation> Operations =>
    [
        new("GetEvaluationRun", "GET", Routes.EvaluationRun, "Shows the metrics of a run.", GetAsync)
        {
            Answer = BodyShape.Json(WireJson.Default.EvaluationRun),
        },
        new(
            "GetEvaluationItems", "GET", Routes.EvaluationItems, "Lists the items of a run with their metrics.",
            GetItemsAsync)
        {
            Answer = BodyShape.Json(WireJson.Default.IReadOnlyListEvaluationItem),
        },
        new(
            "CompareEvaluations", "GET", Routes.EvaluationCompare, "Puts the metrics of runs side by side.",
            CompareAsync)
        {
            Query = [Compared],
            Answer = BodyShape.Json(WireJson.Default.EvaluationComparison),
        },
    ];

    private async Task<IResult> GetAsync(ApiCall call) =>
        Results.Json(reader.Of(await FindAsync(call, NamedIn(call))), WireJson.Default.EvaluationRun);

    private async Task<IResult> GetItemsAsync(ApiCall call)
    {
        RunRow row = await FindAsync(call, NamedIn(call));
        return new JsonArrayResult<EvaluationItem>(
            reader.ItemsAsync(row, call.Aborted), WireJson.Default.EvaluationItem);
    }

    private async Task<IResult> CompareAsync(ApiCall call)
    {
        ImmutableArray<string> ids = Compared.Of(call);
        if (ids.IsEmpty)
        {
            throw ProblemException.BadParameter(
                Compared.Name, $"is missing: name {FewestRuns} to {MostRuns} evaluation runs.");
        }

        var runs = new List<EvaluationRun>();
        foreach (string id in ids)
        {
            EvaluationRun run = reader.Of(await FindAsync(call, id));
            if (runs.Exists(other => other.Id == run.Id))
            {
                throw ProblemException.BadParameter(Compared.Name, $"names the run '{id}' twice.");
            }

            runs.Add(run);
        }

        return Results.Json(reader.Compare(runs), WireJson.Default.EvaluationComparison);
    }

    private static string NamedIn(ApiCall call) => call.RouteValue("evalRunId");

    /// <summary>By the id of the evaluation run or of the run itself.</summary>
    private Task<RunRow> FindAsync(ApiCall call, string id) =>
        call.FindRunAsync(storage, id, ProblemException.EvaluationNotFound);
}
