using System.Text.Json;

namespace Valiqor.Service.Models.Calls;

/// <summary>Reads JSON of servers that may send anything: what is not as it should be counts as not there.</summary>
internal static class JsonFields
{
    public static JsonElement? Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static JsonElement? Field(this JsonElement? element, string name)
    {
        try
        {
            return element is { ValueKind: JsonValueKind.Object } found
                && found.TryGetProperty(name, out JsonElement value) ? value : null;
        }
        catch (InvalidOperationException)
        {
            // The name of a field is half of a surrogate pair, which is no text.
            return null;
        }
    }

    public static JsonElement? First(this JsonElement? element) =>
        element is { ValueKind: JsonValueKind.Array } found && found.GetArrayLength() > 0 ? found[0] : null;

    public static IEnumerable<JsonElement?> Items(this JsonElement? element) =>
        element is { ValueKind: JsonValueKind.Array } found
            ? found.EnumerateArray().Select(item => (JsonElement?)item)
            : [];

    public static string? Text(this JsonElement? element)
    {
        try
        {
            return element is { ValueKind: JsonValueKind.String } found ? found.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, which is no text.
            return null;
        }
    }

    public static long? Number(this JsonElement? element) =>
        element is { ValueKind: JsonValueKind.Number } found && found.TryGetInt64(out long number) ? number : null;
}
