using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Valiqor.Client;

/// <summary>What to analyse and how: the body of POST /v2/failure-analysis/analyze.</summary>
public sealed record AnalyzeRequest : AnalyzeOptions
{
    /// <summary>
    /// The items themselves, each a <see cref="DatasetItem"/> or JSON of that form; or give
    /// <see cref="DatasetBlob"/> or <see cref="TraceId"/>.
    /// </summary>
    public IReadOnlyList<JsonElement>? Dataset { get; init; }

    /// <summary>The name of an uploaded dataset, <c>{project}/{name}</c>.</summary>
    public string? DatasetBlob { get; init; }

    /// <summary>The id of a trace that was sent before.</summary>
    public string? TraceId { get; init; }

    /// <summary>The project that the run belongs to, made on first use; null: the default one.</summary>
    public string? ProjectName { get; init; }

    /// <summary>
    /// The caller's own key for the judge model: encrypted until this run ends, then gone. 1 to 512 printable ASCII
    /// characters without spaces.
    /// </summary>
    public string? OpenaiApiKey { get; init; }

    /// <summary>Without the items and the key, which must not reach a log.</summary>
    public override string ToString() =>
        $"{nameof(AnalyzeRequest)} {{ ProjectName = {ProjectName}, Dataset = {Dataset?.Count ?? 0} items, "
        + $"DatasetBlob = {DatasetBlob}, TraceId = {TraceId}, OpenaiApiKey = {Secret.Mask(OpenaiApiKey)} }}";
}

/// <summary>How a dataset is to be analysed.</summary>
public record AnalyzeOptions
{
    /// <summary>
    /// <c>rag</c>, <c>agent</c>, <c>agentic_rag</c> or <c>generic_llm</c>; absent: inferred from the items.
    /// </summary>
    public string? FeatureKind { get; init; }

    /// <summary>False leaves the metrics out.</summary>
    public bool RunEval { get; set; } = true;

    /// <summary>False leaves the bucket <c>security_safety</c> out.</summary>
    public bool RunSecurity { get; set; } = true;

    /// <summary>False leaves the project's scan out of the causes.</summary>
    public bool RunScan { get; set; } = true;

    /// <summary>False leaves the judge model out: the rules alone speak, and nothing is spent.</summary>
    public bool RunJudge { get; set; } = true;

    /// <summary>Ids of metrics that are measured whatever the other options say.</summary>
    [AllowNull]
    public IReadOnlyList<string> MandatoryEvalMetrics { get; init => field = value ?? []; } = [];

    /// <summary>Safety categories ("S9") that are checked whatever the other options say.</summary>
    [AllowNull]
    public IReadOnlyList<string> MandatorySecurityCategories { get; init => field = value ?? []; } = [];

    /// <summary>Only these subcategories, when not empty.</summary>
    [AllowNull]
    public IReadOnlyList<string> Subcategories { get; init => field = value ?? []; } = [];

    /// <summary>Only these buckets, when not empty.</summary>
    [AllowNull]
    public IReadOnlyList<string> Buckets { get; init => field = value ?? []; } = [];
}

/// <summary>Which tags to list.</summary>
public sealed record TagFilter
{
    /// <summary><c>fail</c>, <c>unsure</c> or <c>pass</c>; absent: all three.</summary>
    public string? Decision { get; init; }

    /// <summary>Only tags of this bucket.</summary>
    public string? BucketId { get; init; }

    /// <summary>Only tags of this subcategory.</summary>
    public string? SubcategoryId { get; init; }

    /// <summary>0–5: only tags of this severity or more.</summary>
    public double? MinSeverity { get; init; }

    /// <summary>Only tags of this item, from 0.</summary>
    public int? ItemIndex { get; init; }

    /// <summary>Only tags that a person has looked at, or only the others.</summary>
    public bool? IsReviewed { get; init; }
}
