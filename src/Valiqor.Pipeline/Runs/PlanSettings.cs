using Microsoft.Extensions.Options;
using Valiqor.Pipeline.Judging;
using Valiqor.Pipeline.Storage;

namespace Valiqor.Pipeline.Runs;

/// <summary>The settings that a plan fixes for its run: what changes later does not split a run that goes on.</summary>
public sealed class PlanSettings(Judges judges, IOptions<ValiqorOptions> options)
{
    private readonly ValiqorOptions _options = options.Value;

    public int MaxItemBytes => _options.MaxItemBytes;

    public int SlicesPerWindow => _options.SlicesPerWindow;

    public double QualityThreshold => _options.QualityThreshold;

    /// <summary>Few where a model is asked, many where rules are alone.</summary>
    public int ItemsPerSliceOf(RunRow row) =>
        JudgeOf(row) is null ? _options.ItemsPerSlice : Math.Min(_options.ItemsPerSlice, _options.Judge.ItemsPerSlice);

    /// <summary>Who judges the run; null where the rules are alone.</summary>
    public PlannedJudge? JudgeOf(RunRow row) =>
        judges.ModelFor(RunDetectors.OptionsOf(row), row.HasOwnKey) is { } model
            ? new PlannedJudge(model, judges.PromptVersion, judges.AsksCriteria)
            : null;
}

/// <param name="PromptVersion">Of the questions that it is asked.</param>
/// <param name="DecidesToo">Whether it is asked for verdicts, and not for metrics alone.</param>
public sealed record PlannedJudge(string Model, string PromptVersion, bool DecidesToo);
