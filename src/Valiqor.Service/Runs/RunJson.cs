using System.Text.Json;
using System.Text.Json.Serialization;
using Valiqor.Analysis.Scoring;
using Valiqor.Client;
using Valiqor.Service.Runs.Outcomes;
using Valiqor.Service.Runs.Slices;

namespace Valiqor.Service.Runs;

/// <summary>How what is kept of runs is written as JSON.</summary>
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
[JsonSerializable(typeof(SliceFileHeader))]
[JsonSerializable(typeof(ItemResult))]
[JsonSerializable(typeof(RunEvaluation))]
[JsonSerializable(typeof(RunAudit))]
[JsonSerializable(typeof(JudgeTally))]
internal sealed partial class RunJson : JsonSerializerContext;
