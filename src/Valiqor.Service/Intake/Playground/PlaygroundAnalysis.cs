using Valiqor.Analysis.Items;
using Valiqor.Client;
using Valiqor.Service.Ground;
using Valiqor.Service.Judging.Keys;
using Valiqor.Service.Runs;
using Valiqor.Service.Runs.Outcomes;
using Valiqor.Service.Runs.Scope;
using Valiqor.Service.Runs.Slices;
using Valiqor.Service.Runs.Tags;

namespace Valiqor.Service.Intake.Playground;

/// <summary>Analyses one item as a run would, and stores nothing.</summary>
internal sealed class PlaygroundAnalysis(SliceSetup outputs, RunScoring scoring, RunStarter starter)
{
    /// <param name="kind">As asked for; null: inferred from the item.</param>
    /// <param name="ownKey">The caller's key for the judge; it is kept nowhere.</param>
    public async Task<PlaygroundFindings> AnalyzeAsync(
        string organization,
        Item item,
        string? kind,
        JudgeKey? ownKey,
        CancellationToken cancellationToken)
    {
        RunRef run = starter.NewRun(organization);
        var row = new RunRow
        {
            PartitionKey = run.Organization,
            RowKey = run.RunId,
            HasOwnKey = ownKey is not null,
            JudgeModel = outputs.JudgeModelFor(new AnalyzeOptions(), ownKey is not null),
            FeatureKind = kind ?? Wire.Name(FeatureKindGuess.Of(!item.Context.IsEmpty, !item.ToolCalls.IsEmpty)),
        };
        SliceOutput output = await outputs.OpenAsync(row, ownKey, cancellationToken);
        ItemReport report = output.Analyze(item, RunDetectors.KindOf(row));
        output.Add(
            0, item, output.Judge is { } judge ? await judge.JudgeAsync(item, report, cancellationToken) : report);
        var composer = new TagComposer(outputs.Taxonomy, row);
        return new PlaygroundFindings(
            run.RunId,
            RunScoring.SummaryOf(scoring.Score(output.Tally)),
            [.. output.Rows.Select(composer.Compose)],
            [.. output.Tally.Subcategories.Where(pair => pair.Value.Passes > 0).Select(pair => pair.Key)]);
    }
}

/// <summary>What was found in an item.</summary>
/// <param name="RunId">Of its own, in the form of a run's; no run is stored under it.</param>
/// <param name="Tags">What fails or is unsure.</param>
/// <param name="Passed">The ids of the subcategories that pass.</param>
internal sealed record PlaygroundFindings(
    string RunId,
    RunSummary Summary,
    IReadOnlyList<FailureTag> Tags,
    IReadOnlyList<string> Passed);
