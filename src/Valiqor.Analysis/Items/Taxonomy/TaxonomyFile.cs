using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Valiqor.Analysis.Items.Taxonomy;

public sealed record Bucket(string Id, string Name, string Definition);

/// <summary>One way to fail.</summary>
/// <param name="Impact">1–5: how much a user of the application suffers.</param>
public sealed record Subcategory(
    string Id,
    string Bucket,
    string Name,
    string Definition,
    Detection Detection,
    ImmutableArray<FeatureKind> AppliesTo,
    ImmutableArray<ItemPart> RequiredInputs,
    ImmutableArray<string> RelatedEvalMetrics,
    ImmutableArray<string> RelatedSecurityCategories,
    double Impact,
    Risk Risk,
    PipelineStage PipelineStage)
{
    public bool AppliesToKind(FeatureKind kind) => AppliesTo.Contains(FeatureKind.All) || AppliesTo.Contains(kind);
}

/// <summary>A content-safety category, S1–S23, after the public Aegis 2.0 taxonomy.</summary>
/// <param name="HighRisk">A finding of this category has at least severity 4.</param>
public sealed record SecurityCategory(string Id, string Name, bool HighRisk);

/// <summary>A number from 0 to 1 for an item, 1 being good.</summary>
public sealed record EvalMetric(string Id, string Name, EvalMetricKind Kind);

public enum EvalMetricKind
{
    Heuristic,
    Judge,
}

public enum Detection
{
    Deterministic,
    LlmJudge,
    Hybrid,
}

public enum Risk
{
    Low,
    Medium,
    High,
    Critical,
}

/// <summary>What kind of application an item comes from. <see cref="All"/> stands in the taxonomy only.</summary>
public enum FeatureKind
{
    All,
    Rag,
    Agent,
    AgenticRag,
    ToolAgent,
    Multimodal,
    GenericLlm,
}

public sealed record TaxonomyFile(
    string Version,
    ImmutableArray<Bucket> Buckets,
    ImmutableArray<Subcategory> Subcategories,
    ImmutableArray<SecurityCategory> SecurityCategories,
    ImmutableArray<EvalMetric> Metrics);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    Converters =
    [
        typeof(SnakeCaseEnumConverter<Detection>),
        typeof(SnakeCaseEnumConverter<Risk>),
        typeof(SnakeCaseEnumConverter<FeatureKind>),
        typeof(SnakeCaseEnumConverter<ItemPart>),
        typeof(SnakeCaseEnumConverter<PipelineStage>),
        typeof(SnakeCaseEnumConverter<EvalMetricKind>),
    ],
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(TaxonomyFile))]
internal sealed partial class TaxonomyJson : JsonSerializerContext;

/// <summary>Wire names of enum members are their words in <c>snake_case</c>; numbers are not accepted.</summary>
public sealed class SnakeCaseEnumConverter<TEnum>()
    : JsonStringEnumConverter<TEnum>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false)
    where TEnum : struct, Enum;
