using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Valiqor.Analysis.Rules.ToolFailures;

/// <summary>
/// Writes JSON so that texts of the same meaning are equal: property order, white space and number form go.
/// </summary>
internal static class CanonicalJson
{
    /// <summary>
    /// The canonical text; what is no JSON is taken as one string. Strings lose case, outer punctuation and extra
    /// spaces.
    /// </summary>
    public static string OfLoosely(string text)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            var canonical = new StringBuilder(text.Length);
            Write(document.RootElement, canonical);
            return canonical.ToString();
        }
        catch (Exception e) when (IsNoJson(e))
        {
            return Loosely(text);
        }
    }

    /// <summary>The strings and numbers inside, at any depth; what is no JSON is one string.</summary>
    public static IReadOnlyList<string> LeavesOf(string text)
    {
        var leaves = new List<string>();
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            CollectLeaves(document.RootElement, leaves);
        }
        catch (Exception e) when (IsNoJson(e))
        {
            leaves.Add(Loosely(text));
        }

        return leaves;
    }

    /// <summary>Not only bad syntax: text with half of a surrogate pair cannot be read as JSON either.</summary>
    public static bool IsNoJson(Exception e) => e is JsonException or ArgumentException;

    private static void Write(JsonElement element, StringBuilder into)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                into.Append('{');
                foreach (JsonProperty property in element.EnumerateObject().OrderBy(row =>
                    row.Name, StringComparer.Ordinal))
                {
                    into.Append('"').Append(property.Name).Append("\":");
                    Write(property.Value, into);
                    into.Append(',');
                }

                into.Append('}');
                break;
            case JsonValueKind.Array:
                into.Append('[');
                foreach (JsonElement row in element.EnumerateArray())
                {
                    Write(row, into);
                    into.Append(',');
                }

                into.Append(']');
                break;
            case JsonValueKind.String:
                into.Append('"').Append(Loosely(TextOf(element))).Append('"');
                break;
            case JsonValueKind.Number:
                into.Append(Number(element));
                break;
            default:
                into.Append(element.GetRawText());
                break;
        }
    }

    private static void CollectLeaves(JsonElement element, List<string> leaves)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (JsonProperty property in element.EnumerateObject())
                {
                    CollectLeaves(property.Value, leaves);
                }

                break;
            case JsonValueKind.Array:
                foreach (JsonElement row in element.EnumerateArray())
                {
                    CollectLeaves(row, leaves);
                }

                break;
            case JsonValueKind.String:
                leaves.Add(Loosely(TextOf(element)));
                break;
            case JsonValueKind.Number:
                leaves.Add(Number(element));
                break;
        }
    }

    /// <summary>
    /// A decimal without trailing zeros, so 1, 1.0 and 1e0 are one; beyond its range, the text as it is.
    /// </summary>
    private static string Number(JsonElement element) =>
        element.TryGetDecimal(out decimal number)
            ? number.ToString("0.############################", CultureInfo.InvariantCulture)
            : element.GetRawText();

    private static string Loosely(string text)
    {
        var loose = new StringBuilder(text.Length);
        bool gap = false;
        foreach (char c in text)
        {
            if (char.IsWhiteSpace(c))
            {
                gap = loose.Length > 0;
                continue;
            }

            loose.Append(gap ? " " : "").Append(char.ToLowerInvariant(c));
            gap = false;
        }

        int end = loose.Length;
        while (end > 1 && loose[end - 1] is '.' or ',' or '!' or '?' or ';' or ' ')
        {
            end--;
        }

        return loose.ToString(0, end);
    }

    public static string TextOf(JsonElement element)
    {
        try
        {
            return element.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, escaped: valid JSON, no valid text.
            return element.GetRawText();
        }
    }
}
