using System.Collections.Immutable;
using System.Text.Json;

namespace Valiqor.Service.Traces.Spans;

/// <summary>What a span failed with.</summary>
internal static class SpanErrors
{
    /// <summary>Null where the span did not fail.</summary>
    public static string? Read(JsonElement json, AttributeBag own, ImmutableArray<SpanEvent> events)
    {
        json.TryGetProperty("error", out JsonElement error);
        bool hasFailed = SaysFailure(own.Text("status.code", "status"))
            || error.ValueKind is JsonValueKind.True or JsonValueKind.Object
            || (error.ValueKind == JsonValueKind.String && error.GetString()!.Trim().Length > 0);
        return hasFailed ? Message(own, error, events) : null;
    }

    private static string Message(AttributeBag own, JsonElement error, ImmutableArray<SpanEvent> events)
    {
        AttributeBag exception = events
            .LastOrDefault(row => row.Name == "exception")?.Attributes ?? AttributeBag.Empty;
        string? said = error.ValueKind == JsonValueKind.String
            ? error.GetString()
            : own.Text("error.message", "status_message", "status.message", "error_message");
        string? type = exception.Text("exception.type") ?? own.Text("attributes.error.type", "error_type");
        string? message = exception.Text("exception.message") ?? said;
        return (type, message) switch
        {
            ({ } named, { } told) when !told.Contains(named, StringComparison.Ordinal) => $"{named}: {told}",
            (_, { Length: > 0 } told) => told,
            ({ } named, _) => named,
            _ => "error",
        };
    }

    private static bool SaysFailure(string? status) => status?.ToLowerInvariant() is
        "error" or "failed" or "failure" or "exception" or "status_code_error" or "2" or "timeout";
}
