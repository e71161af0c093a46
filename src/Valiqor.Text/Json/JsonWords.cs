using System.Text.Json;

namespace Valiqor.Text.Json;

/// <summary>JSON in the words of messages.</summary>
public static class JsonWords
{
    /// <summary>What a value is, with its article: <c>a list</c>.</summary>
    public static string KindOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "a number",
        JsonValueKind.True or JsonValueKind.False => "a boolean",
        _ => "null",
    };
}
