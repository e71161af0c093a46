using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Valiqor.Analysis.Insights;
using Valiqor.Analysis.Scoring;
using Valiqor.Client;
using Valiqor.Pipeline.Http;
using Valiqor.Pipeline.Runs;
using Valiqor.Pipeline.Traces.Items;

namespace Valiqor.Pipeline;

/// <summary>How the pipeline writes JSON of its own into storage.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(AnalyzeOptions))]
[JsonSerializable(typeof(RunSummary))]
[JsonSerializable(typeof(RejectedLine))]
[JsonSerializable(typeof(EvidenceItem[]))]
[JsonSerializable(typeof(SortedDictionary<string, double>))]
[JsonSerializable(typeof(SortedDictionary<string, string>))]
[JsonSerializable(typeof(ImmutableSortedDictionary<string, FailureTally>))]
[JsonSerializable(typeof(ImmutableSortedDictionary<string, long>))]
[JsonSerializable(typeof(SortedDictionary<string, JsonElement>))]
[JsonSerializable(typeof(int))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(SliceResultsHeader))]
[JsonSerializable(typeof(ItemResult))]
[JsonSerializable(typeof(TracePlaces))]
[JsonSerializable(typeof(OtlpExportAnswer))]
[JsonSerializable(typeof(RunEvaluation))]
[JsonSerializable(typeof(RunAudit))]
[JsonSerializable(typeof(JudgeTally))]
internal sealed partial class PipelineJson : JsonSerializerContext;
