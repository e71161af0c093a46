using System.Text.Json.Serialization;

namespace Valiqor.StandInModel;

/// <summary>A request that came, and what became of it.</summary>
public sealed record LogEntry
{
    public required string Id { get; init; }

    public required string Path { get; init; }

    /// <summary>The end of the key that was shown; empty: none.</summary>
    public string KeyEnd { get; init; } = "";

    public string Model { get; init; } = "";

    /// <summary>Of all messages; empty where the request was none.</summary>
    public string Hash { get; init; } = "";

    /// <summary>Of the messages but the system's.</summary>
    public string UserHash { get; init; } = "";

    /// <summary>How often these messages came, this time included; 0 where it was refused before it counted.</summary>
    public int Try { get; init; }

    /// <summary><c>json_schema</c>, <c>json_object</c> or <c>text</c>.</summary>
    public string Format { get; init; } = "";

    /// <summary>A word of <see cref="Faults"/>, or the refused parameter after <c>refused:</c>.</summary>
    public string Behaviour { get; init; } = "";

    public int Status { get; init; }

    /// <summary>Requests under way when it came, itself included.</summary>
    public int InFlight { get; init; }

    public double StartedMs { get; init; }

    /// <summary>As told to the caller, and 0 where the caller was not told.</summary>
    public long PromptTokens { get; init; }

    public long CachedTokens { get; init; }

    public long CompletionTokens { get; init; }

    public long ReasoningTokens { get; init; }
}

/// <summary>The answer to <c>GET /control/log</c>.</summary>
/// <param name="Requests">In the order in which they came.</param>
public sealed record StandInLog(IReadOnlyList<LogEntry> Requests)
{
    [JsonIgnore]
    public int MostInFlight => Requests.Select(request => request.InFlight).DefaultIfEmpty().Max();

    [JsonIgnore]
    public long PromptTokens => Requests.Sum(request => request.PromptTokens);

    [JsonIgnore]
    public long CachedTokens => Requests.Sum(request => request.CachedTokens);

    [JsonIgnore]
    public long CompletionTokens => Requests.Sum(request => request.CompletionTokens);

    [JsonIgnore]
    public long ReasoningTokens => Requests.Sum(request => request.ReasoningTokens);
}
