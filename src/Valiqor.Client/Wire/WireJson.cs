using System.Text.Json;
using System.Text.Json.Serialization;

namespace Valiqor.Client;

/// <summary>How every body on the wire is written and read.</summary>
/// <remarks>
/// The generated reader sets an <c>init</c> member that a body leaves out to null or zero, whatever its
/// initializer says. So members with another default have a <c>set</c>, which is left alone, or
/// turn null into their default themselves.
/// </remarks>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DictionaryKeyPolicy = JsonKnownNamingPolicy.Unspecified,
    Converters = [typeof(UtcTimeConverter)],
    NumberHandling = JsonNumberHandling.Strict)]
[JsonSerializable(typeof(RunResult))]
[JsonSerializable(typeof(RunSummary))]
[JsonSerializable(typeof(JobStatus))]
[JsonSerializable(typeof(JobAccepted))]
[JsonSerializable(typeof(FailureTag))]
[JsonSerializable(typeof(IReadOnlyList<FailureTag>))]
[JsonSerializable(typeof(IReadOnlyList<RunInput>))]
[JsonSerializable(typeof(IReadOnlyList<TaxonomyBucket>))]
[JsonSerializable(typeof(IReadOnlyList<TaxonomySubcategory>))]
[JsonSerializable(typeof(TaxonomyBucket))]
[JsonSerializable(typeof(AnalyzeRequest))]
[JsonSerializable(typeof(CostEstimate))]
[JsonSerializable(typeof(DatasetItem))]
[JsonSerializable(typeof(CreateKeyRequest))]
[JsonSerializable(typeof(CreatedKey))]
[JsonSerializable(typeof(ListedKey))]
[JsonSerializable(typeof(IReadOnlyList<ListedKey>))]
[JsonSerializable(typeof(Usage))]
[JsonSerializable(typeof(RunListPage))]
[JsonSerializable(typeof(RunCount))]
[JsonSerializable(typeof(TagUpdate))]
[JsonSerializable(typeof(UpdatedTag))]
[JsonSerializable(typeof(PlaygroundRequest))]
[JsonSerializable(typeof(PlaygroundResult))]
[JsonSerializable(typeof(InsightsSummary))]
[JsonSerializable(typeof(Trends))]
[JsonSerializable(typeof(SecurityInsights))]
[JsonSerializable(typeof(Calibration))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(Digest))]
[JsonSerializable(typeof(DigestDelivery))]
[JsonSerializable(typeof(EvaluationRun))]
[JsonSerializable(typeof(EvaluationComparison))]
[JsonSerializable(typeof(EvaluationItem))]
[JsonSerializable(typeof(IReadOnlyList<EvaluationItem>))]
[JsonSerializable(typeof(AuditBatch))]
[JsonSerializable(typeof(IReadOnlyList<AuditBatch>))]
[JsonSerializable(typeof(AuditItem))]
[JsonSerializable(typeof(IReadOnlyList<AuditItem>))]
[JsonSerializable(typeof(Trace))]
[JsonSerializable(typeof(TraceSpans))]
[JsonSerializable(typeof(TracesAccepted))]
[JsonSerializable(typeof(ScanUpload))]
[JsonSerializable(typeof(ScanStatus))]
[JsonSerializable(typeof(Problem))]
[JsonSerializable(typeof(ServiceHealth))]
[JsonSerializable(typeof(RunInput))]
public sealed partial class WireJson : JsonSerializerContext;
