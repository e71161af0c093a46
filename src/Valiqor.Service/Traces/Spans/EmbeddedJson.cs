using System.Text.Json;
using Valiqor.Service.Traces.Formats;

namespace Valiqor.Service.Traces.Spans;

/// <summary>JSON that stands in a text, as tracers put structured values into attributes.</summary>
internal static class EmbeddedJson
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = TraceLimits.Depth };

    /// <summary>The object or list that the text is; null where it is neither.</summary>
    public static JsonElement? Parse(string? text)
    {
        ReadOnlySpan<char> trimmed = text.AsSpan().Trim();
        bool mayBe = trimmed is ['{', .., '}'] or ['[', .., ']'];
        if (!mayBe)
        {
            return null;
        }

        try
        {
            JsonElement value = JsonElement.Parse(trimmed, Options);
            return JsonTexts.AreGood(value) ? value : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The object or list that the value is, or that its text is.</summary>
    public static JsonElement? Of(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object or JsonValueKind.Array => value,
        JsonValueKind.String => Parse(value.GetString()),
        _ => null,
    };

    /// <summary>A text's own words, the JSON of anything else, and null for nothing.</summary>
    public static string? TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Undefined or JsonValueKind.Null => null,
        JsonValueKind.String => value.GetString(),
        _ => value.GetRawText(),
    };
}
