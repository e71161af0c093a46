using System.Text.Json;

namespace Valiqor.Text.JsonSchema;

/// <summary>
/// JSON pointers (RFC 6901): <c>/items/2/price</c>, with <c>~1</c> for a slash in a name and <c>~0</c> for a tilde.
/// </summary>
internal static class JsonPointer
{
    public static string Escape(string name) =>
        name.AsSpan().IndexOfAny('~', '/') < 0
            ? name
            : name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    public static string Unescape(string token) =>
        token.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);

    /// <summary>The member or the element that one step of a pointer leads to.</summary>
    public static JsonElement? Step(JsonElement value, string token)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object when value.TryGetProperty(token, out JsonElement member):
                return member;
            case JsonValueKind.Array
                when int.TryParse(token, out int index) && index >= 0 && index < value.GetArrayLength():
                return value[index];
            default:
                return null;
        }
    }
}
