using System.Text.Json;
using System.Text.Json.Serialization;
using Valiqor.Pipeline.Http;
using Valiqor.Pipeline.Traces.Items;

namespace Valiqor.Pipeline.Traces;

/// <summary>How traces, and what is made of them, are written as JSON.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(SortedDictionary<string, string>))]
[JsonSerializable(typeof(SortedDictionary<string, JsonElement>))]
[JsonSerializable(typeof(TracePlaces))]
[JsonSerializable(typeof(OtlpExportAnswer))]
internal sealed partial class TraceJson : JsonSerializerContext;
