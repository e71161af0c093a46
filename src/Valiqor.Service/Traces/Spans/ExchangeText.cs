using System.Collections.Immutable;
using System.Text.Json;

namespace Valiqor.Service.Traces.Spans;

/// <summary>
/// The words that went in or came out, from the structured values that frameworks record of a step: their members'
/// names tell which words are meant.
/// </summary>
internal static class ExchangeText
{
    /// <summary>Wrappers inside wrappers: more than this is data, and no question.</summary>
    private const int MostWrappers = 4;

    private static readonly string[] Asked =
    [
        "input", "question", "query", "user_input", "user_message", "message", "prompt", "text", "content", "inputs",
        "kwargs", "args", "input_value", "human_input",
    ];

    private static readonly string[] Answered =
    [
        "output", "answer", "result", "response", "text", "content", "completion", "final_answer", "generated_text",
        "outputs", "return_values", "final_output", "message",
    ];

    /// <summary>What was asked; the text itself where it is not structured, or nothing in it is a question.</summary>
    public static string? OfInput(string? value) =>
        EmbeddedJson.Parse(value) is { } json ? Find(json, Roles.User, Asked, 0) ?? value : value;

    /// <summary>What was answered, in the same way.</summary>
    public static string? OfOutput(string? value) =>
        EmbeddedJson.Parse(value) is { } json ? Find(json, Roles.Assistant, Answered, 0) ?? value : value;

    /// <summary>The last words of this role; null where it says nothing.</summary>
    public static string? LastOf(ImmutableArray<TraceMessage> messages, string role) =>
        messages.LastOrDefault(message => message.Role == role && message.Text.Length > 0)?.Text;

    private static string? Find(JsonElement json, string role, string[] names, int depth)
    {
        if (depth > MostWrappers)
        {
            return null;
        }

        return json.ValueKind switch
        {
            JsonValueKind.String => json.GetString() is { Length: > 0 } text ? text : null,
            JsonValueKind.Array => OfList(json, role, names, depth),
            JsonValueKind.Object => OfObject(json, role, names, depth),
            _ => null,
        };
    }

    private static string? OfList(JsonElement list, string role, string[] names, int depth) =>
        LastOf(MessageReader.Read(list, ""), role)
        ?? (list.GetArrayLength() == 1 ? Find(list[0], role, names, depth + 1) : null);

    private static string? OfObject(JsonElement json, string role, string[] names, int depth)
    {
        foreach (string lists in (string[])["messages", "choices", "generations"])
        {
            if (json.TryGetProperty(lists, out JsonElement list)
                && list.ValueKind == JsonValueKind.Array
                && LastOf(MessageReader.Read(list, lists == "messages" ? "" : role), role) is { } said)
            {
                return said;
            }
        }

        foreach (string name in names)
        {
            if (json.TryGetProperty(name, out JsonElement value) && Find(value, role, names, depth + 1) is { } found)
            {
                return found;
            }
        }

        return json.EnumerateObject().Take(2).ToArray() is [{ Value.ValueKind: JsonValueKind.String } only]
            && only.Value.GetString() is { Length: > 0 } text
                ? text
                : null;
    }
}
