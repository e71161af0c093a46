using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Valiqor.Testing;

/// <summary>Bodies of OTLP that the tests need, made on the spot.</summary>
internal static class Otlp
{
    public const string TraceId = "0123456789abcdef0123456789abcdef";

    private const long FirstNanosecond = 1_772_442_900_000_000_000;

    public static JsonObject Body(params JsonObject[] spans) => new()
    {
        ["resourceSpans"] = new JsonArray(new JsonObject
        {
            ["resource"] = new JsonObject { ["attributes"] = Attributes([("service.name", "shop")]) },
            ["scopeSpans"] = new JsonArray(new JsonObject
            {
                ["scope"] = new JsonObject { ["name"] = "tests" },
                ["spans"] = new JsonArray([.. spans.Select(span => span.DeepClone())]),
            }),
        }),
    };

    /// <param name="id">A number that becomes the span's id; its order of time is that of the numbers.</param>
    public static JsonObject Span(int id, int? parent, string name, params (string Key, object Value)[] attributes)
    {
        var span = new JsonObject
        {
            ["traceId"] = TraceId,
            ["spanId"] = IdOf(id),
            ["name"] = name,
            ["kind"] = 1,
            ["startTimeUnixNano"] = Nanoseconds(id),
            ["endTimeUnixNano"] = Nanoseconds(id + 1),
            ["attributes"] = Attributes(attributes),
        };
        if (parent is { } above)
        {
            span["parentSpanId"] = IdOf(above);
        }

        return span;
    }

    public static JsonObject WithError(this JsonObject span, string message)
    {
        span["status"] = new JsonObject { ["code"] = 2, ["message"] = message };
        return span;
    }

    public static JsonObject WithEvents(
        this JsonObject span,
        params (string Name, (string Key, object Value)[] Attributes)[] events)
    {
        span["events"] = new JsonArray(
        [
            .. events.Select(row => new JsonObject
            {
                ["name"] = row.Name,
                ["timeUnixNano"] = Nanoseconds(1),
                ["attributes"] = Attributes(row.Attributes),
            }),
        ]);
        return span;
    }

    public static JsonObject InTrace(this JsonObject span, string traceId)
    {
        span["traceId"] = traceId;
        return span;
    }

    public static string IdOf(int id) => id.ToString("x16", CultureInfo.InvariantCulture);

    /// <summary>As <c>gen_ai.input.messages</c> has it: a text of JSON.</summary>
    public static string Messages(params (string Role, object[] Parts)[] messages) => new JsonArray(
    [
        .. messages.Select(message => new JsonObject
        {
            ["role"] = message.Role,
            ["parts"] = new JsonArray([.. message.Parts.Select(Part)]),
        }),
    ]).ToJsonString();

    public static (string Role, object[] Parts) User(string text) => ("user", [text]);

    public static (string Role, object[] Parts) Assistant(params object[] parts) => ("assistant", parts);

    public static (string Role, object[] Parts) Tool(string callId, string result) => ("tool",
    [
        new JsonObject { ["type"] = "tool_call_response", ["id"] = callId, ["response"] = result },
    ]);

    public static JsonObject Call(string id, string name, string arguments) => new()
    {
        ["type"] = "tool_call",
        ["id"] = id,
        ["name"] = name,
        ["arguments"] = JsonNode.Parse(arguments),
    };

    private static JsonNode Part(object part) => part is string text
        ? new JsonObject { ["type"] = "text", ["content"] = text }
        : ((JsonNode)part).DeepClone();

    private static JsonArray Attributes((string Key, object Value)[] attributes) => new(
    [
        .. attributes.Select(row => new JsonObject { ["key"] = row.Key, ["value"] = ValueOf(row.Value) }),
    ]);

    private static JsonObject ValueOf(object value) => value switch
    {
        string text => new JsonObject { ["stringValue"] = text },
        bool flag => new JsonObject { ["boolValue"] = flag },
        int whole => new JsonObject { ["intValue"] = whole.ToString(CultureInfo.InvariantCulture) },
        double number => new JsonObject { ["doubleValue"] = number },
        string[] list => new JsonObject
        {
            ["arrayValue"] = new JsonObject { ["values"] = new JsonArray([.. list.Select(ValueOf)]) },
        },
        _ => throw new JsonException($"No value of OTLP: {value}"),
    };

    private static string Nanoseconds(int second) =>
        (FirstNanosecond + (second * 1_000_000_000L)).ToString(CultureInfo.InvariantCulture);
}
