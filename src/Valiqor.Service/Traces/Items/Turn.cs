using System.Collections.Immutable;
using Valiqor.Service.Traces.Spans;

namespace Valiqor.Service.Traces.Items;

/// <summary>What a user said, what the application answered at last, and all that it did in between.</summary>
internal sealed record Turn(string Input, string Output)
{
    /// <summary>The span that took the user's words; null where none is recorded.</summary>
    public TraceStep? Asked { get; init; }

    /// <summary>The span that answered, where the turn is that span's own.</summary>
    public TraceStep? Answered { get; init; }

    /// <summary>The spans of the turn, in the order of time.</summary>
    public ImmutableArray<TraceStep> Steps { get; init; } = [];

    /// <summary>The messages after the user's, where the trace has the conversation itself.</summary>
    public ImmutableArray<TraceMessage> Messages { get; init; } = [];

    public string? SystemPrompt { get; init; }

    /// <summary>When the user spoke, where the conversation says so.</summary>
    public DateTimeOffset? At { get; init; }
}
