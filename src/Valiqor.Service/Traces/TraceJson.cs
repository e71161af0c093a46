using System.Text.Json;
using System.Text.Json.Serialization;
using Valiqor.Service.Traces.Items;

namespace Valiqor.Service.Traces;

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
