using System.Collections.Immutable;
using System.Text.Json;

namespace Valiqor.Service.Traces.Items;

/// <summary>A turn of a trace as an item to analyse, with the spans that its parts come from.</summary>
internal sealed record TraceItem(string Id, string Input, string Output)
{
    public ImmutableArray<TracePassage> Context { get; init; } = [];

    public ImmutableArray<TurnCall> Calls { get; init; } = [];

    /// <summary>The definitions of the tools that the model was offered; objects.</summary>
    public ImmutableArray<JsonElement> Tools { get; init; } = [];

    public string? SystemPrompt { get; init; }

    public JsonElement? OutputSchema { get; init; }

    public ImmutableSortedDictionary<string, string> Metadata { get; init; } =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    public TraceStep? Asked { get; init; }

    public TraceStep? Answered { get; init; }
}

/// <summary>A passage, and the span that retrieved it where that is known.</summary>
internal readonly record struct TracePassage(string Text, TraceStep? Step);
