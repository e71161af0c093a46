using System.Collections.Immutable;
using System.Text.Json;

namespace Valiqor.Service.Traces.Spans;

/// <summary>
/// Reads messages in the JSON of the usual clients: roles with text or with parts, calls beside the text or among the
/// parts, results of tools as messages or as parts of one.
/// </summary>
internal static class MessageReader
{
    /// <param name="json">A list of messages (also a list of such lists), or one message.</param>
    /// <param name="otherwise">The role of a message that has none.</param>
    public static ImmutableArray<TraceMessage> Read(JsonElement? json, string otherwise) =>
        json is { } given ? [.. All(given, otherwise)] : [];

    /// <summary>The text of a content: itself, or of its parts those that are text.</summary>
    public static string TextOf(JsonElement content) => content.ValueKind switch
    {
        JsonValueKind.String => content.GetString()!,
        JsonValueKind.Array => string.Join(
            '\n', content.EnumerateArray().Select(PartText).Where(text => text.Length > 0)),
        JsonValueKind.Object => PartText(content),
        _ => "",
    };

    private static IEnumerable<TraceMessage> All(JsonElement json, string otherwise) => json.ValueKind switch
    {
        JsonValueKind.Array => json.EnumerateArray().SelectMany(row => All(row, otherwise)),
        JsonValueKind.Object => One(json, otherwise),
        JsonValueKind.String when json.GetString()!.Length > 0 => [new TraceMessage(otherwise, json.GetString()!)],
        _ => [],
    };

    private static IEnumerable<TraceMessage> One(JsonElement json, string otherwise)
    {
        // LangChain's own serialization keeps the message in `kwargs`, OpenAI's choices keep it in `message`.
        JsonElement message = Object(json, "kwargs") ?? Object(json, "message") ?? json;
        AttributeBag bag = AttributeBag.Of(message);
        string role = Roles.Of(bag.Text("role") ?? bag.Text("type"), otherwise);
        ImmutableArray<JsonElement> parts = PartsOf(message);
        TraceMessage[] results = [.. parts.Select(ResultOf).OfType<TraceMessage>()];
        foreach (TraceMessage result in results)
        {
            yield return result;
        }

        string text = message.TryGetProperty("content", out JsonElement content) ? TextOf(content) : "";
        text = text.Length == 0 && message.TryGetProperty("parts", out JsonElement given) ? TextOf(given) : text;
        ImmutableArray<RequestedCall> calls =
            [.. parts.Select(CallPart).OfType<RequestedCall>(), .. CallReader.Read(message)];
        if (results.Length == 0 || text.Length > 0 || calls.Length > 0)
        {
            yield return new TraceMessage(role, text)
            {
                Calls = calls,
                CallId = bag.Text("tool_call_id", "toolCallId") ?? (role == Roles.Tool ? bag.Text("id") : null),
                Name = bag.Text("name"),
                At = message.TryGetProperty("timestamp", out JsonElement time) ? TraceTimes.Read(time) : null,
            };
        }
    }

    private static ImmutableArray<JsonElement> PartsOf(JsonElement message) =>
    [
        .. from name in (string[])["parts", "content"]
           where message.TryGetProperty(name, out JsonElement list) && list.ValueKind == JsonValueKind.Array
           from part in message.GetProperty(name).EnumerateArray()
           where part.ValueKind == JsonValueKind.Object
           select part,
    ];

    private static string PartText(JsonElement part)
    {
        if (part.ValueKind == JsonValueKind.String)
        {
            return part.GetString()!;
        }

        if (part.ValueKind != JsonValueKind.Object)
        {
            return "";
        }

        AttributeBag bag = AttributeBag.Of(part);
        return bag.Text("type") is null or "text" or "input_text" or "output_text"
            ? bag.Text("text.value", "text", "content") ?? ""
            : "";
    }

    private static TraceMessage? ResultOf(JsonElement part)
    {
        AttributeBag bag = AttributeBag.Of(part);
        string? type = bag.Text("type");
        if (type is not ("tool_call_response" or "server_tool_call_response" or "tool_result" or "tool-result"
            or "function_call_output"))
        {
            return null;
        }

        string? text = bag.Text("response", "result", "server_tool_call_response", "output");
        text ??= part.TryGetProperty("content", out JsonElement content) ? TextOf(content) : "";
        return new TraceMessage(Roles.Tool, text)
        {
            CallId = bag.Text("id", "tool_use_id", "toolCallId", "call_id"),
            Name = bag.Text("name", "toolName"),
        };
    }

    private static RequestedCall? CallPart(JsonElement part) =>
        AttributeBag.Of(part).Text("type") is "tool_call" or "server_tool_call" or "tool_use" or "tool-call"
            or "function_call"
            ? CallReader.One(part)
            : null;

    private static JsonElement? Object(JsonElement owner, string name) =>
        owner.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Object ? value : null;
}
