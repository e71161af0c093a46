using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Valiqor.Service.Models;

/// <summary>
/// The settings <c>Valiqor__Judge__Model__…</c>: which model judges, and how it is called. Without a name none does.
/// </summary>
public sealed class ModelOptions : IValidatableObject
{
    internal const string Section = "Valiqor__Judge__Model";

    /// <summary>The provider's address. For <c>openai</c> it may be left out.</summary>
    [ModelSetting("a web address")]
    public string Endpoint { get; init; } = "";

    /// <summary>How the provider is spoken to.</summary>
    [AllowedValues(ModelKindNames.OpenAI, ModelKindNames.AzureOpenAI, ModelKindNames.Compatible,
        ErrorMessage = Section + "__Kind is none of openai, azure_openai and compatible.")]
    public string Kind { get; init; } = ModelKindNames.OpenAI;

    /// <summary>The model's name; for <c>azure_openai</c> the deployment's. Empty: no model judges.</summary>
    [ModelSetting("any name")]
    public string Name { get; init; } = "";

    /// <summary>The service's own key. Empty: none, or the caller's.</summary>
    [ModelKeySetting]
    public string ApiKey { get; init; } = "";

    /// <summary>The service's own Entra identity instead of a key (<c>azure_openai</c>).</summary>
    [ModelSetting("`true`, `false`")]
    public bool UseEntraIdentity { get; init; }

    /// <summary>0: the likeliest answer. Empty: the model's own, as for models that refuse any other.</summary>
    [Range(0.0, 2.0)]
    public double? Temperature { get; init; } = 0;

    /// <summary>Asks the model to repeat itself as well as it can. Empty: not asked.</summary>
    [ModelSetting("a whole number")]
    public long? Seed { get; init; }

    /// <summary>For reasoning models, such as <c>low</c>. Empty: the model's own.</summary>
    [ReasoningSetting]
    public string? ReasoningEffort { get; init; }

    /// <summary>The longest that one try may take, to the last byte of its answer, in seconds.</summary>
    [Range(0.05, 3_600)]
    public double TimeoutSeconds { get; init; } = 120;

    /// <summary>The longest answer, in tokens, reasoning included; 0: the model's own limit.</summary>
    [Range(0, 1_000_000)]
    public int MaxOutputTokens { get; init; } = 4_096;

    /// <summary>How the model is told its answer's shape; <c>auto</c> finds out what it understands.</summary>
    [AllowedValues(
        AnswerFormatNames.Auto,
        AnswerFormatNames.JsonSchema,
        AnswerFormatNames.JsonObject,
        AnswerFormatNames.Text,
        ErrorMessage = Section + "__AnswerFormat is none of auto, json_schema, json_object and text.")]
    public string AnswerFormat { get; init; } = AnswerFormatNames.Auto;

    /// <summary>The most requests under way at once, a process and key.</summary>
    [Range(1, 1_000)]
    public int MaxConcurrency { get; init; } = 16;

    /// <summary>The most tokens in any minute, a process and key; 0: no limit but the provider's.</summary>
    [Range(0, 1_000_000_000)]
    public int TokensPerMinute { get; init; }

    /// <summary>The most requests in any minute, a process and key; 0: no limit but the provider's.</summary>
    [Range(0, 1_000_000)]
    public int RequestsPerMinute { get; init; }

    /// <summary>Tries of one question, the first included, before it counts as unanswered.</summary>
    [Range(1, 20)]
    public int Attempts { get; init; } = 5;

    /// <summary>A provider that asks for a longer pause is not waited for, in seconds.</summary>
    [Range(0.01, 3_600)]
    public double LongestRetrySeconds { get; init; } = 60;

    /// <summary>True if a model is named.</summary>
    public bool IsSet => !string.IsNullOrWhiteSpace(Name);

    /// <summary>The model with the service's own credential, if it has one.</summary>
    /// <exception cref="InvalidOperationException">No model is set.</exception>
    internal ModelEndpoint ToEndpoint() => ToEndpoint(ApiKey.Length > 0 ? new ModelKey(ApiKey) : null) with
    {
        UsesEntraIdentity = UseEntraIdentity,
    };

    /// <summary>The model with a caller's key.</summary>
    /// <exception cref="InvalidOperationException">No model is set.</exception>
    internal ModelEndpoint ToEndpoint(ModelKey? key) => IsSet
        ? new ModelEndpoint(
            ModelKindNames.Read(Kind),
            Endpoint.Length > 0 ? new Uri(Endpoint) : ModelEndpoint.OpenAIAddress,
            Name) { Key = key }
        : throw new InvalidOperationException("No judge model is set.");

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!IsSet && (Endpoint.Length > 0 || ApiKey.Length > 0 || UseEntraIdentity))
        {
            yield return new ValidationResult(
                $"{Section}__Name is not set: name the model, such as gpt-4o-mini, or the deployment in Azure.");
        }

        if (IsSet && Endpoint.Length == 0 && Kind is (ModelKindNames.AzureOpenAI or ModelKindNames.Compatible))
        {
            yield return new ValidationResult(
                $"{Section}__Endpoint is not set: {Kind} has no address of its own, so give the server's.");
        }

        // The address is not told: a gateway's may hold a secret.
        if (Endpoint.Length > 0 && !IsAllowedAddress())
        {
            yield return new ValidationResult(Kind == ModelKindNames.Compatible
                ? $"{Section}__Endpoint is no web address: give one that begins with https:// or http://, without a "
                    + "name and password in it."
                : $"{Section}__Endpoint is no address that a key may be sent to: give one that begins with https:// "
                    + "(http:// only to this machine itself), without a name and password in it.");
        }

        if (UseEntraIdentity && (ApiKey.Length > 0 || Kind != ModelKindNames.AzureOpenAI))
        {
            yield return new ValidationResult(
                $"{Section}__UseEntraIdentity is set: that goes with {ModelKindNames.AzureOpenAI} "
                + "and without an ApiKey.");
        }
    }

    private bool IsAllowedAddress() =>
        Uri.TryCreate(Endpoint, UriKind.Absolute, out Uri? address)
        && address.UserInfo.Length == 0
        && (address.Scheme == Uri.UriSchemeHttps
            || (address.Scheme == Uri.UriSchemeHttp && (Kind == ModelKindNames.Compatible || address.IsLoopback)));
}

[OptionsValidator]
internal sealed partial class ModelOptionsValidator : IValidateOptions<ModelOptions>;
