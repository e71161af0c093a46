using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Valiqor.Analysis.Scoring.Insights;

namespace Valiqor.Service.Days;

/// <summary>How what a day comes to is written as JSON.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ImmutableSortedDictionary<string, FailureTally>))]
[JsonSerializable(typeof(ImmutableSortedDictionary<string, long>))]
internal sealed partial class DayJson : JsonSerializerContext;
