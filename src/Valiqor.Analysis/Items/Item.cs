using System.Collections.Immutable;
using System.Text.Json;

namespace Valiqor.Analysis.Items;

/// <summary>
/// One recorded exchange with an AI application: what it was asked, what it was given, what it did and said.
/// </summary>
public sealed record Item
{
    public string? Id { get; init; }

    public required string Input { get; init; }

    public required string Output { get; init; }

    /// <summary>The passages that retrieval gave the model, in their order.</summary>
    public ImmutableArray<string> Context { get; init; } = [];

    public ImmutableArray<ToolCall> ToolCalls { get; init; } = [];

    /// <summary>The tools the model was offered; empty when the record does not say.</summary>
    public ImmutableArray<ToolDefinition> Tools { get; init; } = [];

    public string? SystemPrompt { get; init; }

    /// <summary>The reference answer, where the user has one.</summary>
    public string? Expected { get; init; }

    /// <summary>The JSON Schema that the output was to meet.</summary>
    public JsonElement? OutputSchema { get; init; }

    /// <summary>Flat labels of the user's own (model, region, version), for slicing root causes.</summary>
    public ImmutableSortedDictionary<string, string> Metadata { get; init; } =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    public bool Has(ItemPart part) => part switch
    {
        ItemPart.Input or ItemPart.Output => true,
        ItemPart.InputOrOutputSchema => Input.Length > 0 || OutputSchema is not null,
        ItemPart.Context => !Context.IsEmpty,
        ItemPart.ToolCalls => !ToolCalls.IsEmpty,
        ItemPart.ToolsOrToolCalls => !Tools.IsEmpty || !ToolCalls.IsEmpty,
        ItemPart.ToolOutputs => ToolCalls.Any(call => call.Output is not null),
        _ => throw new ArgumentOutOfRangeException(nameof(part), part, null),
    };
}

/// <summary>A call that the application made.</summary>
/// <param name="Name">The tool's name; empty when the record does not say.</param>
/// <param name="Arguments">
/// The text of the arguments as recorded: JSON when all is well, anything when it is not.
/// </param>
public sealed record ToolCall(string Name, string Arguments)
{
    public string? Id { get; init; }

    /// <summary>What the tool returned: its text, or the JSON text of a structured result.</summary>
    public string? Output { get; init; }

    /// <summary>What the tool failed with, where the record says so.</summary>
    public string? Error { get; init; }
}

/// <summary>A tool that the model was offered.</summary>
/// <param name="Parameters">The JSON Schema of its arguments.</param>
public sealed record ToolDefinition(string Name, string? Description, JsonElement? Parameters);

/// <summary>The parts of an item that a subcategory may need before it is worth looking for.</summary>
public enum ItemPart
{
    Input,
    Output,
    InputOrOutputSchema,
    Context,
    ToolCalls,
    ToolsOrToolCalls,
    ToolOutputs,
}
