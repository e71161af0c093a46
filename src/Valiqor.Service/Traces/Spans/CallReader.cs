using System.Collections.Immutable;
using System.Text.Json;

namespace Valiqor.Service.Traces.Spans;

/// <summary>Reads the calls of tools that a model asks for.</summary>
internal static class CallReader
{
    public const string NoArguments = "{}";

    /// <summary>The calls that a message lists.</summary>
    public static ImmutableArray<RequestedCall> Read(JsonElement message)
    {
        AttributeBag bag = AttributeBag.Of(message);
        JsonElement? list = bag.Json("tool_calls", "toolCalls") ?? bag.Json("additional_kwargs.tool_calls");
        ImmutableArray<RequestedCall> listed = List(list);
        return listed.IsEmpty && bag.Json("function_call") is { ValueKind: JsonValueKind.Object } single
            ? One(single) is { } call ? [call] : []
            : listed;
    }

    public static ImmutableArray<RequestedCall> List(JsonElement? list) =>
        list is { ValueKind: JsonValueKind.Array } rows
            ? [.. rows.EnumerateArray().Select(One).OfType<RequestedCall>()]
            : [];

    /// <summary>One call; null where it does not even name its tool.</summary>
    public static RequestedCall? One(JsonElement call)
    {
        if (call.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        AttributeBag bag = AttributeBag.Of(call);
        return bag.Text("function.name", "name", "toolName", "tool_name") is { } name
            ? new RequestedCall(
                bag.Text("id", "call_id", "toolCallId", "tool_call_id"),
                name,
                bag.Text("function.arguments", "arguments", "args", "input") ?? NoArguments)
            : null;
    }
}
