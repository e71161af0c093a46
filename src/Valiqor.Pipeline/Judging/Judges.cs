using Microsoft.Extensions.Options;
using Valiqor.Analysis.Judging;
using Valiqor.Client;
using Valiqor.Pipeline.Judging.Keys;
using Valiqor.Pipeline.Judging.Models;
using Valiqor.Pipeline.Runs;
using Valiqor.Pipeline.Storage;

namespace Valiqor.Pipeline.Judging;

/// <summary>Which runs have a judge, and which model that is.</summary>
public sealed class Judges(JudgeMeans means, RunDetectors detectors, IOptions<ValiqorOptions> options)
{
    private readonly JudgeOptions _judge = options.Value.Judge;

    /// <summary>Whether hybrids ask, or metrics alone.</summary>
    public bool AsksCriteria => _judge.Scope.Ask != AskJudge.Never;

    public bool KnowsPrices => _judge.Prices.AreKnown;

    public string PromptVersion => means.Prompts.Version;

    /// <summary>The model that judges a run; null where none does.</summary>
    /// <param name="hasOwnKey">Whether the caller brings a key.</param>
    public string? ModelFor(AnalyzeOptions run, bool hasOwnKey) =>
        !run.RunJudge ? null
        : hasOwnKey ? CallerEndpoint(null).Model
        : _judge.Model.IsSet && _judge.Model.ToEndpoint().HasCredential ? _judge.Model.Name
        : null;

    /// <summary>What the judge of a run may be asked; nothing where the run has none.</summary>
    public JudgeSelection SelectFor(RunRow row)
    {
        return row.JudgeModel is null
            ? new JudgeSelection([], [], _judge.Scope)
            : JudgeSelection.Choose(
                detectors.Taxonomy,
                means.Prompts,
                detectors.SelectFor(row),
                RunDetectors.KindOf(row),
                RunDetectors.ScopeOf(RunDetectors.OptionsOf(row)),
                _judge.Scope);
    }

    /// <summary>Why a run has no judge, or the judge no part in a hybrid.</summary>
    public string WhyNone(RunRow row) => row.JudgeModel is not null ? "Valiqor__Judge__Ask is never"
        : !RunDetectors.OptionsOf(row).RunJudge ? "run_judge is off"
        : !_judge.Model.IsSet ? "no judge model is configured"
        : "the judge model has no key";

    /// <summary>What tags say of the run's judge; null where the run has none.</summary>
    internal JudgeLabel? LabelOf(RunRow row) => row.JudgeModel is { } model
        ? new JudgeLabel(
            model,
            row.JudgePromptVersion ?? PromptVersion,
            [.. SelectFor(row).Metrics.Select(metric => metric.Id)])
        : null;

    /// <summary>The judge of a run for one slice; null where the run has none.</summary>
    /// <param name="ownKey">The caller's key where it comes with the request; else it is looked up.</param>
    internal async Task<RunJudge?> OpenAsync(RunRow row, JudgeKey? ownKey, CancellationToken cancellationToken)
    {
        JudgeSelection selection = SelectFor(row);
        if (selection.IsEmpty)
        {
            return null;
        }

        var budget = new RunBudget(row.Run, means.Spending, _judge, options.Value.Limits.MonthlyJudgeTokens);
        await budget.OpenAsync(cancellationToken);
        ownKey ??= row.HasOwnKey ? await means.Keys.FindAsync(row.Run, cancellationToken) : null;
        ModelEndpoint? endpoint = EndpointOf(row, ownKey);
        if (endpoint is null)
        {
            budget.Stop("the run's own key for the judge no longer exists.");
            endpoint = CallerEndpoint(null);
        }

        return new RunJudge(means, SettingOf(row, selection, endpoint), budget);
    }

    /// <summary>What reckons the cost of a run's judge beforehand; null where the run has none.</summary>
    internal async Task<JudgeForecast?> ForecastAsync(RunRow row, CancellationToken cancellationToken)
    {
        JudgeSelection selection = SelectFor(row);
        if (selection.IsEmpty)
        {
            return null;
        }

        var budget = new RunBudget(row.Run, means.Spending, _judge, options.Value.Limits.MonthlyJudgeTokens);
        await budget.OpenAsync(cancellationToken);
        ModelEndpoint endpoint = row.HasOwnKey ? CallerEndpoint(null) : _judge.Model.ToEndpoint();
        return new JudgeForecast(means, SettingOf(row, selection, endpoint), budget);
    }

    private ModelEndpoint? EndpointOf(RunRow row, JudgeKey? ownKey) =>
        !row.HasOwnKey ? _judge.Model.ToEndpoint()
        : ownKey is null ? null
        : CallerEndpoint(new ModelKey(ownKey.Reveal()));

    /// <summary>A caller's key is OpenAI's, and is shown to nobody else.</summary>
    private ModelEndpoint CallerEndpoint(ModelKey? key) =>
        _judge.Model.IsSet && _judge.Model.Kind == ModelKinds.OpenAI
            ? _judge.Model.ToEndpoint(key)
            : new ModelEndpoint(ModelKind.OpenAI, ModelEndpoint.OpenAIAddress, _judge.CallerModel) { Key = key };

    private JudgeSetting SettingOf(RunRow row, JudgeSelection selection, ModelEndpoint endpoint) => new(
        row.Run,
        RunDetectors.KindOf(row),
        detectors.Taxonomy,
        selection,
        _judge,
        endpoint,
        _judge.SecondOpinion switch
        {
            "same_model" => endpoint,
            "other_model" => new ModelEndpoint(endpoint.Kind, endpoint.Address, _judge.SecondModel)
            {
                Key = endpoint.Key,
                UsesEntraIdentity = endpoint.UsesEntraIdentity,
            },
            _ => null,
        },
        options.Value.AlertSeverity);
}
