using System.Collections.Immutable;

namespace Valiqor.Service.Traces.Spans;

/// <summary>A message of a conversation, whoever recorded it.</summary>
/// <param name="Role">One of <see cref="Roles"/>.</param>
/// <param name="Text">What was said; for a tool's message what the tool returned.</param>
internal sealed record TraceMessage(string Role, string Text)
{
    /// <summary>The calls that the model asks for.</summary>
    public ImmutableArray<RequestedCall> Calls { get; init; } = [];

    /// <summary>On a tool's message, the call that it answers.</summary>
    public string? CallId { get; init; }

    /// <summary>On a tool's message, the tool.</summary>
    public string? Name { get; init; }

    public DateTimeOffset? At { get; init; }
}

/// <param name="Arguments">JSON when all is well; the text as recorded in any case.</param>
internal sealed record RequestedCall(string? Id, string Name, string Arguments);

/// <summary>Who speaks.</summary>
internal static class Roles
{
    public const string User = "user";
    public const string Assistant = "assistant";
    public const string System = "system";
    public const string Tool = "tool";

    /// <summary>The role of any client's word for it.</summary>
    public static string Of(string? word, string otherwise) => word?.ToLowerInvariant() switch
    {
        "user" or "human" or "input" => User,
        "assistant" or "ai" or "model" or "bot" or "chatbot" or "output" => Assistant,
        "system" or "developer" => System,
        "tool" or "function" or "tool_result" => Tool,
        _ => otherwise,
    };
}
