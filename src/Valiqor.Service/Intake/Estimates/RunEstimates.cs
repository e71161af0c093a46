using System.Text.Json;
using Valiqor.Analysis.Engine;
using Valiqor.Analysis.Items;
using Valiqor.Analysis.Items.Taxonomy;
using Valiqor.Client;
using Valiqor.Service.Judging;
using Valiqor.Service.Runs;
using Valiqor.Service.Runs.Scope;
using Valiqor.Text.JsonSchema;

namespace Valiqor.Service.Intake.Estimates;

/// <summary>Reckons what a run of items would cost, as that run would be set, and stores nothing.</summary>
internal sealed class RunEstimates(RunDetectors detectors, Judges judges, RunStarter starter)
{
    /// <summary>Held with their prompts at a time.</summary>
    private const int ItemsAtOnce = 100;

    public async Task<CostEstimate> ReckonAsync(
        string organization,
        IReadOnlyList<Item> items,
        AnalyzeOptions options,
        bool hasOwnKey,
        CancellationToken cancellationToken)
    {
        RunRow row = RowOf(organization, items, options, hasOwnKey);
        var none = new CostEstimate
        {
            Items = items.Count,
            FeatureKind = row.FeatureKind!,
            Model = row.JudgeModel,
            IsWithinBudget = true,
        };
        JudgedRun judged = detectors.Judged(row);
        if (await judges.ForecastAsync(judged, cancellationToken) is not { } forecast)
        {
            return none with
            {
                Reason = row.JudgeModel is null
                    ? $"No model would be asked: {judges.WhyNone(judged)}."
                    : "No model would be asked: the run's options leave it nothing to judge.",
            };
        }

        FeatureKind kind = RunDetectors.KindOf(row);
        var schemas = new CompiledSchemas();
        foreach (Item[] some in items.Chunk(ItemsAtOnce))
        {
            await forecast.AddAsync(
                from item in some select (item, DetectorEngine.Analyze(item, judged.Detectors, kind, schemas)),
                cancellationToken);
        }

        string? whyNot = forecast.Budget.WhyNotEnough(forecast.Use);
        return none with
        {
            PromptVersion = judges.PromptVersion,
            ItemsToJudge = forecast.Items,
            Calls = forecast.Calls,
            KeptAnswers = forecast.KeptAnswers,
            PromptTokens = forecast.Use.Prompt,
            CompletionTokens = forecast.Use.Completion,
            EstimatedCost = judges.KnowsPrices ? forecast.Cost : null,
            TokensLeft = forecast.Budget.TokensLeft,
            CostLeft = forecast.Budget.CostLeft,
            IsWithinBudget = whyNot is null,
            Reason = whyNot,
        };
    }

    /// <summary>As a run's row is once it is planned; it is written nowhere.</summary>
    private RunRow RowOf(string organization, IReadOnlyList<Item> items, AnalyzeOptions options, bool hasOwnKey)
    {
        FeatureKind inferred = FeatureKindGuess.Of(
            items.Any(item => !item.Context.IsEmpty), items.Any(item => !item.ToolCalls.IsEmpty));
        return new RunRow
        {
            PartitionKey = organization,
            RowKey = starter.NewRun(organization).RunId,
            Options = JsonSerializer.Serialize(options, RunJson.Default.AnalyzeOptions),
            HasOwnKey = hasOwnKey,
            JudgeModel = judges.ModelFor(options, hasOwnKey),
            FeatureKind = options.FeatureKind ?? Wire.Name(inferred),
        };
    }
}
