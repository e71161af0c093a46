using Microsoft.Extensions.Options;
using Valiqor.Service.Judging;
using Valiqor.Service.Runs.Scope;

namespace Valiqor.Service.Runs.Planning;

/// <summary>The settings that a plan fixes for its run: what changes later does not split a run that goes on.</summary>
internal sealed class PlanSettings(
    Judges judges,
    IRunSettings settings,
    IOptions<JudgeOptions> judge)
{
    public int MaxItemBytes => settings.MaxItemBytes;

    public int SlicesPerWindow => settings.SlicesPerWindow;

    public double QualityThreshold => settings.QualityThreshold;

    /// <summary>Few where a model is asked, many where rules are alone.</summary>
    public int ItemsPerSliceOf(RunRow row) =>
        JudgeOf(row) is null
            ? settings.ItemsPerSlice
            : Math.Min(settings.ItemsPerSlice, judge.Value.ItemsPerSlice);

    /// <summary>Who judges the run; null where the rules are alone.</summary>
    public PlannedJudge? JudgeOf(RunRow row) =>
        judges.ModelFor(RunDetectors.OptionsOf(row), row.HasOwnKey) is { } model
            ? new PlannedJudge(model, judges.PromptVersion, judges.AsksCriteria)
            : null;
}

/// <param name="PromptVersion">Of the questions that it is asked.</param>
/// <param name="DecidesToo">Whether it is asked for verdicts, and not for metrics alone.</param>
internal sealed record PlannedJudge(string Model, string PromptVersion, bool DecidesToo);
