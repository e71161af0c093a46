using Microsoft.Extensions.Options;
using Valiqor.Analysis.Items.Taxonomy;
using Valiqor.Analysis.Judging;
using Valiqor.Analysis.Scoring;
using Valiqor.Client;
using Valiqor.Service.Door.Limits;
using Valiqor.Service.Judging.Keys;
using Valiqor.Service.Models;

namespace Valiqor.Service.Judging;

/// <summary>Which runs have a judge, and which model that is.</summary>
internal sealed class Judges(
    JudgeMeans means,
    FailureTaxonomy taxonomy,
    IOptions<JudgeOptions> options,
    IOptions<LimitOptions> limits,
    Thresholds thresholds)
{
    private readonly JudgeOptions _judge = options.Value;

    /// <summary>Whether hybrids ask, or metrics alone.</summary>
    public bool AsksCriteria => _judge.Scope.Ask != AskJudge.Never;

    public bool KnowsPrices => _judge.Prices.AreKnown;

    public string PromptVersion => means.Prompts.Version;

    /// <summary>The model that judges a run; null where none does.</summary>
    /// <param name="hasOwnKey">Whether the caller brings a key.</param>
    public string? ModelFor(AnalyzeOptions options, bool hasOwnKey) =>
        !options.RunJudge ? null
        : hasOwnKey ? CallerEndpoint(null).Model
        : _judge.Model.IsSet && _judge.Model.ToEndpoint().HasCredential ? _judge.Model.Name
        : null;

    /// <summary>What the judge of a run may be asked; nothing where the run has none.</summary>
    public JudgeSelection SelectFor(JudgedRun run) => run.Model is null
        ? new JudgeSelection([], [], _judge.Scope)
        : run.Detectors.ForJudge(taxonomy, means.Prompts, run.Kind, run.Scope, _judge.Scope);

    /// <summary>Why a run has no judge, or the judge no part in a hybrid.</summary>
    public string WhyNone(JudgedRun run) => run.Model is not null ? "Valiqor__Judge__Ask is never"
        : !run.WantsJudge ? "run_judge is off"
        : !_judge.Model.IsSet ? "no judge model is configured"
        : "the judge model has no key";

    /// <summary>What tags say of the run's judge; null where the run has none.</summary>
    internal JudgeLabel? LabelOf(JudgedRun run) => run.Model is { } model
        ? new JudgeLabel(
            model,
            run.PromptVersion ?? PromptVersion,
            [.. SelectFor(run).Metrics.Select(metric => metric.Id)])
        : null;

    /// <summary>The judge of a run for one slice; null where the run has none.</summary>
    /// <param name="ownKey">The caller's key where it comes with the request; else it is looked up.</param>
    internal async Task<RunJudge?> OpenAsync(JudgedRun run, JudgeKey? ownKey, CancellationToken cancellationToken)
    {
        JudgeSelection selection = SelectFor(run);
        if (selection.IsEmpty)
        {
            return null;
        }

        var budget = new RunBudget(run.Run, means.Spending, _judge, limits.Value.MonthlyJudgeTokens);
        await budget.OpenAsync(cancellationToken);
        ownKey ??= run.HasOwnKey ? await means.Keys.FindAsync(run.Run, cancellationToken) : null;
        ModelEndpoint? endpoint = EndpointOf(run, ownKey);
        if (endpoint is null)
        {
            budget.Stop("the run's own key for the judge no longer exists.");
            endpoint = CallerEndpoint(null);
        }

        return new RunJudge(means, SettingOf(run, selection, endpoint), budget);
    }

    /// <summary>What reckons the cost of a run's judge beforehand; null where the run has none.</summary>
    internal async Task<JudgeForecast?> ForecastAsync(JudgedRun run, CancellationToken cancellationToken)
    {
        JudgeSelection selection = SelectFor(run);
        if (selection.IsEmpty)
        {
            return null;
        }

        var budget = new RunBudget(run.Run, means.Spending, _judge, limits.Value.MonthlyJudgeTokens);
        await budget.OpenAsync(cancellationToken);
        ModelEndpoint endpoint = run.HasOwnKey ? CallerEndpoint(null) : _judge.Model.ToEndpoint();
        return new JudgeForecast(means, SettingOf(run, selection, endpoint), budget);
    }

    private ModelEndpoint? EndpointOf(JudgedRun run, JudgeKey? ownKey) =>
        !run.HasOwnKey ? _judge.Model.ToEndpoint()
        : ownKey is null ? null
        : CallerEndpoint(new ModelKey(ownKey.Reveal()));

    /// <summary>A caller's key is OpenAI's, and is shown to nobody else.</summary>
    private ModelEndpoint CallerEndpoint(ModelKey? key) =>
        _judge.Model.IsSet && _judge.Model.Kind == ModelKindNames.OpenAI
            ? _judge.Model.ToEndpoint(key)
            : new ModelEndpoint(ModelKind.OpenAI, ModelEndpoint.OpenAIAddress, _judge.CallerModel) { Key = key };

    private JudgeSetting SettingOf(JudgedRun run, JudgeSelection selection, ModelEndpoint endpoint) => new(
        run.Run,
        run.Kind,
        taxonomy,
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
        thresholds.AlertSeverity);
}
