using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Valiqor.Analysis.Items;
using Valiqor.Analysis.Items.Taxonomy;
using Valiqor.Client;
using Valiqor.Service.Door;
using Valiqor.Service.Ground;
using Valiqor.Service.Judging.Keys;
using Valiqor.Service.Runs.Scope;

namespace Valiqor.Service.Intake.Estimates;

/// <summary>What a run would cost, before it is started.</summary>
internal sealed class EstimatesApi(RunEstimates forecasts, FailureTaxonomy taxonomy) : IOperationGroup
{
    public ImmutableArray<Operation> Operations =>
    [
        new(
            "EstimateRun", "POST", Routes.Estimate, "Says what judging items would cost, asking no model.",
            EstimateAsync)
        {
            Body = BodyShape.Json(WireJson.Default.AnalyzeRequest),
            Answer = BodyShape.Json(WireJson.Default.CostEstimate),
        },
    ];

    private async Task<IResult> EstimateAsync(ApiCall call)
    {
        using JsonDocument document = await Body.ParseAsync(call);
        AnalyzeRequest request = Body.Read(document.RootElement, WireJson.Default.AnalyzeRequest);
        AnalyzeOptionsCheck.Check(request, taxonomy, "body");
        bool hasOwnKey = OwnKey.Read(request.OpenaiApiKey) is not null;
        if (request is not { Dataset: not null, DatasetBlob: null, TraceId: null })
        {
            throw ProblemException.Invalid(FieldProblems.Of(
                "Give the items in `dataset`: uploaded datasets and traces are not estimated.", "value_error", "body"));
        }

        ImmutableArray<Item> items = PostedDataset.Check(document.RootElement.GetProperty("dataset"));
        CostEstimate estimate = await forecasts.ReckonAsync(
            call.Organization, items, DatasetsApi.OptionsOf(request), hasOwnKey, call.Aborted);
        return Results.Json(estimate, WireJson.Default.CostEstimate);
    }
}
