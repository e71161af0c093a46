using System.Text.Json;
using System.Text.RegularExpressions;
using Valiqor.Text.Patterns;

namespace Valiqor.Analysis.Rules.ToolFailures;

/// <summary>Holds dates and times to the format that a parameter's description asks for: YYYY-MM-DD, HH:MM.</summary>
internal static class DescribedFormats
{
    private const int LongestValue = 40;

    /// <summary>The arguments that have digits and are not of the one format that is asked for.</summary>
    public static IEnumerable<(string Pointer, string Format)> Broken(JsonElement schema, JsonElement arguments)
    {
        if (!schema.TryGetProperty("properties", out JsonElement properties)
            || properties.ValueKind != JsonValueKind.Object)
        {
            yield break;
        }

        foreach (JsonProperty argument in arguments.EnumerateObject())
        {
            if (argument.Value.ValueKind == JsonValueKind.String
                && properties.TryGetProperty(argument.Name, out JsonElement property)
                && property.ValueKind == JsonValueKind.Object
                && property.TryGetProperty("description", out JsonElement text)
                && text.ValueKind == JsonValueKind.String
                && FormatIn(CanonicalJson.TextOf(text)) is { } format
                && Breaks(CanonicalJson.TextOf(argument.Value), format))
            {
                yield return ($"/{argument.Name}", format);
            }
        }
    }

    private static string? FormatIn(string description)
    {
        string? only = null;
        foreach (Match match in Format.Matches(description))
        {
            if (only is not null && only != match.Value)
            {
                return null;
            }

            only = match.Value;
        }

        return only;
    }

    private static bool Breaks(string value, string format)
    {
        if (value.Length is 0 or > LongestValue || !value.Any(char.IsAsciiDigit))
        {
            return false;
        }

        int at = 0;
        int i = 0;
        while (i < format.Length)
        {
            char sign = format[i];
            if (!char.IsLetter(sign))
            {
                if (at >= value.Length || value[at] != sign)
                {
                    return true;
                }

                at++;
                i++;
                continue;
            }

            int run = i;
            while (run < format.Length && format[run] == sign)
            {
                run++;
            }

            int digits = 0;
            while (at + digits < value.Length && digits < run - i && char.IsAsciiDigit(value[at + digits]))
            {
                digits++;
            }

            // One digit may stand for two: "2025-4-1" is read by every reader.
            if (digits == 0 || (run - i == 4 && digits != 4))
            {
                return true;
            }

            at += digits;
            i = run;
        }

        return at < value.Length && char.IsAsciiDigit(value[at]);
    }

    private static readonly Pattern Format = Pattern.AnyCase(
        @"\b(?:YYYY[-/]MM[-/]DD|DD[-/.]MM[-/.]YYYY|MM[-/]DD[-/]YYYY|HH:MM)\b");
}
