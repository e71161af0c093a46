using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Valiqor.Client;

/// <summary>One recorded exchange, for <see cref="AnalyzeRequest.Dataset"/>, which it converts to by itself.</summary>
/// <remarks>Items that are JSON already need no conversion.</remarks>
public sealed record DatasetItem
{
    /// <summary>What was asked.</summary>
    public required string Input { get; init; }

    /// <summary>What was answered.</summary>
    public required string Output { get; init; }

    /// <summary>The retrieved passages.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Context { get; init; }

    /// <summary>The calls of tools, in their order.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<DatasetToolCall>? ToolCalls { get; init; }

    /// <summary>The tools that were offered, each with the JSON Schema of its parameters.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<JsonNode>? Tools { get; init; }

    /// <summary>The instructions that the application gave the model.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? SystemPrompt { get; init; }

    /// <summary>A reference answer.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Expected { get; init; }

    /// <summary>The JSON Schema that the output was to meet.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public JsonNode? OutputSchema { get; init; }

    /// <summary>Labels such as the model or the version.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, string>? Metadata { get; init; }

    /// <summary>A name of your own, which results repeat.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Id { get; init; }

    /// <summary>The item as JSON of the wire form.</summary>
    public JsonElement ToJson() => JsonSerializer.SerializeToElement(this, WireJson.Default.DatasetItem);

    /// <summary>The item as JSON of the wire form, for <see cref="AnalyzeRequest.Dataset"/>.</summary>
    public static implicit operator JsonElement(DatasetItem item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return item.ToJson();
    }
}

/// <summary>A call of a tool, as it was recorded.</summary>
public sealed record DatasetToolCall
{
    /// <summary>The name of the tool.</summary>
    public required string Name { get; init; }

    /// <summary>An object, or the text that the model wrote.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public JsonNode? Arguments { get; init; }

    /// <summary>What the tool returned.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public JsonNode? Output { get; init; }

    /// <summary>The message, where the call failed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Error { get; init; }

    /// <summary>The id that the model gave the call.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Id { get; init; }
}
