using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using Valiqor.Analysis.Items;
using Valiqor.Analysis.Judging;
using Valiqor.Service.Models;

namespace Valiqor.Service.Judging;

/// <summary>
/// The settings <c>Valiqor__Judge__…</c>: what a model is asked, what that may cost, and what becomes of its answers.
/// </summary>
public sealed class JudgeOptions : IValidatableObject
{
    internal const string Section = "Valiqor__Judge";

    [ValidateObjectMembers(typeof(ModelOptionsValidator))]
    public ModelOptions Model { get; init; } = new();

    /// <summary>When a hybrid asks the judge: where its rule left it open, always, or never.</summary>
    [AllowedValues("when_open", "always", "never",
        ErrorMessage = Section + "__Ask is none of when_open, always and never.")]
    public string Ask { get; init; } = "when_open";

    /// <summary>A rule as sure as this (0–1) has settled its subcategory.</summary>
    [Range(0.0, 1.0, ErrorMessage = Section + "__SettledConfidence is not from 0 to 1.")]
    public double SettledConfidence { get; init; } = 0.8;

    /// <summary>
    /// Criteria and metrics in one call; 0: all that an item has. Fewer help weak models and cost more.
    /// </summary>
    [Range(0, 100, ErrorMessage = Section + "__CriteriaPerCall is not from 0 to 100.")]
    public int CriteriaPerCall { get; init; }

    /// <summary>Tokens of an item that a model is shown; longer ones are shortened and say so.</summary>
    [Range(500, 1_000_000, ErrorMessage = Section + "__ItemTokens is not from 500 to 1000000.")]
    public int ItemTokens { get; init; } = 12_000;

    /// <summary>How often an item is asked about until the answer can be read, the first time included.</summary>
    [Range(1, 10, ErrorMessage = Section + "__AnswerTries is not from 1 to 10.")]
    public int AnswerTries { get; init; } = 3;

    /// <summary>
    /// Items a slice in runs with a judge: few, so that a slice ends within the host's time for activities.
    /// </summary>
    [Range(1, 10_000, ErrorMessage = Section + "__ItemsPerSlice is not from 1 to 10000.")]
    public int ItemsPerSlice { get; init; } = 100;

    /// <summary>Tokens that a run may spend; 0: no limit. The rules go on when they are spent.</summary>
    [Range(0, 1_000_000_000_000_000)]
    public long RunTokens { get; init; }

    /// <summary>Money that a run may spend, in the currency of the prices; 0: no limit.</summary>
    [Range(0.0, 1e9, ErrorMessage = Section + "__RunCost is not from 0 to 1000000000.")]
    public decimal RunCost { get; init; }

    [ValidateObjectMembers]
    public ModelPrices Prices { get; init; } = new();

    /// <summary>
    /// Who is asked a second time about severe or doubtful verdicts: nobody, the same model again, or another one.
    /// </summary>
    [AllowedValues("none", "same_model", "other_model",
        ErrorMessage = Section + "__SecondOpinion is none of none, same_model and other_model.")]
    public string SecondOpinion { get; init; } = "none";

    /// <summary>The other model, at the same provider.</summary>
    [ModelSetting("any name")]
    public string SecondModel { get; init; } = "";

    /// <summary>A verdict less sure than this (0–1) is doubtful.</summary>
    [Range(0.0, 1.0, ErrorMessage = Section + "__DoubtConfidence is not from 0 to 1.")]
    public double DoubtConfidence { get; init; } = 0.6;

    /// <summary>Days that an answer is kept for the same question; 0: answers are not kept.</summary>
    [Range(0, 3_650, ErrorMessage = Section + "__CacheDays is not from 0 to 3650.")]
    public int CacheDays { get; init; } = 90;

    /// <summary>How long a caller's own judge key is kept for a run that does not end, in hours.</summary>
    [Range(1, 8_760, ErrorMessage = Section + "__KeyMaxAgeHours is not from 1 to 8760.")]
    public int KeyMaxAgeHours { get; init; } = 24;

    public TimeSpan KeyMaxAge => TimeSpan.FromHours(KeyMaxAgeHours);

    /// <summary>The model that a caller's own OpenAI key asks where none of <c>openai</c> is set.</summary>
    [ModelSetting("any name")]
    public string CallerModel { get; init; } = "gpt-4.1-mini";

    public JudgeScope Scope => new(
        Wire.TryParse(Ask, out AskJudge ask) ? ask : AskJudge.WhenOpen, SettledConfidence, CriteriaPerCall);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (SecondOpinion == "other_model" && SecondModel.Length == 0)
        {
            yield return new ValidationResult(
                $"{Section}__SecondModel is not set: name the model that gives second opinions.");
        }
    }
}

/// <summary>What a model costs, in any currency, for a million tokens each; 0: not known.</summary>
public sealed class ModelPrices
{
    /// <summary>Of a million prompt tokens; 0: not known.</summary>
    [Range(0.0, 1e6)]
    public decimal Input { get; init; }

    /// <summary>Of a million prompt tokens that the provider had cached; 0: as <see cref="Input"/>.</summary>
    [Range(0.0, 1e6)]
    public decimal CachedInput { get; init; }

    /// <summary>Of a million tokens of answers, reasoning included; 0: not known.</summary>
    [Range(0.0, 1e6)]
    public decimal Output { get; init; }

    public bool AreKnown => Input > 0 || Output > 0;

    /// <summary>What tokens cost; 0 where prices are not known.</summary>
    internal decimal CostOf(TokenUse use)
    {
        decimal cached = CachedInput > 0 ? CachedInput : Input;
        decimal prompt = ((use.Prompt - use.CachedPrompt) * Input) + (use.CachedPrompt * cached);
        return (prompt + (use.Completion * Output)) / 1_000_000;
    }
}
