using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Valiqor.Analysis.Scans;

/// <summary>Writes context maps. <see cref="ContextMapReader"/> reads them, and more than these.</summary>
public static class ContextMapJson
{
    public static byte[] Write(ContextMap map) =>
        JsonSerializer.SerializeToUtf8Bytes(map, ContextMapContext.Default.ContextMap);

    /// <summary>With line breaks and readable letters, for files and eyes.</summary>
    public static string WriteReadable(ContextMap map)
    {
        var options = new JsonSerializerOptions(ContextMapContext.Default.Options)
        {
            WriteIndented = true,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };
        return JsonSerializer.Serialize(map, new ContextMapContext(options).ContextMap);
    }
}

[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ContextMap))]
internal sealed partial class ContextMapContext : JsonSerializerContext;
