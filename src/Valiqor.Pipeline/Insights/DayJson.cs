using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Valiqor.Analysis.Insights;

namespace Valiqor.Pipeline.Insights;

/// <summary>How what a day comes to is written as JSON.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ImmutableSortedDictionary<string, FailureTally>))]
[JsonSerializable(typeof(ImmutableSortedDictionary<string, long>))]
internal sealed partial class DayJson : JsonSerializerContext;
