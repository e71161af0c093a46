using System.Text.Json;
using Valiqor.Analysis.Engine;
using Valiqor.Analysis.Scoring;
using Valiqor.Client;
using Valiqor.Service.Judging;
using Valiqor.Service.Runs.Scope;

namespace Valiqor.Service.Runs.Outcomes;

/// <summary>What a run's judge did and cost, in the wire's words, while the run goes and after.</summary>
internal sealed class JudgingReport(RunDetectors detectors, Judges judges, JudgeSpending spending)
{
    public RunDetectors Detectors => detectors;

    /// <summary>Null where the run has no judge.</summary>
    public async Task<RunJudging?> ReadAsync(RunRow row, CancellationToken cancellationToken)
    {
        if (row.JudgeModel is not { } model)
        {
            return null;
        }

        JudgeSpendingRow spent = await spending.ReadAsync(row.Run, cancellationToken);
        JudgeTally? tally = row.Judging is { } json
            ? JsonSerializer.Deserialize(json, RunJson.Default.JudgeTally)
            : null;
        return new RunJudging
        {
            Model = model,
            PromptVersion = row.JudgePromptVersion ?? judges.PromptVersion,
            Calls = spent.Calls,
            KeptAnswers = spent.KeptAnswers,
            PromptTokens = spent.PromptTokens,
            CachedPromptTokens = spent.CachedPromptTokens,
            CompletionTokens = spent.CompletionTokens,
            EstimatedCost = judges.KnowsPrices ? spent.Cost : null,
            ItemsJudged = tally?.ItemsJudged,
            ItemsNotJudged = tally?.ItemsNotJudged,
            Faults = tally?.Faults ?? new JudgeTally(0, 0).Faults,
        };
    }

    internal IEnumerable<string> SkippedOf(RunRow row, DetectorSelection selection, RunEvaluation? evaluation) =>
        SkippedChecks.Of(
            selection,
            judges.SelectFor(detectors.Judged(row)),
            judges.WhyNone(detectors.Judged(row)),
            evaluation);
}
