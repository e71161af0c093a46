using System.Globalization;
using System.Text.Json;
using Valiqor.Analysis.Items;
using Valiqor.Text.Words;

namespace Valiqor.Analysis.Rules.ToolFailures;

/// <summary>One plain value of a tool's result and the name it stands under.</summary>
/// <param name="Call">Which call returned it, from 0.</param>
internal sealed record ToolField(int Call, string Name, JsonValueKind Kind, string Text)
{
    private const int MostFields = 120;
    private const int LongestOutput = 100_000;
    private const int DeepestOutput = 16;

    public double? Number { get; } = Kind == JsonValueKind.Number
        && double.TryParse(Text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : null;

    /// <summary>Identifies something or places it on a map or a clock; an answer need not repeat it.</summary>
    public bool IsTechnical =>
        ToolNames.WordsOf(Name) is [.., "id" or "lat" or "lon" or "lng" or "latitude" or "longitude" or "timestamp"
            or "code" or "version" or "page" or "offset" or "limit" or "ms" or "epoch" or "confidence" or "year"]
        || Name is "id" || Number is > 1e9 or < -1e9;

    /// <summary>The fields of all results; none where there are too many to tell what an answer is about.</summary>
    public static List<ToolField>? Of(Item item)
    {
        var fields = new List<ToolField>();
        for (int i = 0; i < item.ToolCalls.Length; i++)
        {
            if (item.ToolCalls[i].Output is not { Length: > 0 and <= LongestOutput } output
                || output.AsSpan().TrimStart() is not ['{' or '[', ..])
            {
                continue;
            }

            try
            {
                using JsonDocument document = JsonDocument.Parse(output);
                if (!Collect(i, "", document.RootElement, 0, fields))
                {
                    return null;
                }
            }
            catch (Exception e) when (CanonicalJson.IsNoJson(e))
            {
                continue;
            }
        }

        return fields;
    }

    /// <summary>Some word of the field's name is in these words: "payment" is met by "pay".</summary>
    public bool IsNamedIn(string text, ReadOnlySpan<Token> tokens)
    {
        foreach (string word in ToolNames.WordsOf(Name))
        {
            foreach (Token token in tokens)
            {
                ReadOnlySpan<char> other = text.AsSpan(token.Start, token.Length);
                int shared = Math.Min(word.Length, other.Length);
                if (shared >= 3 && token.IsContent && word.AsSpan(0, shared).Equals(
                    other[..shared], StringComparison.OrdinalIgnoreCase))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool Collect(int call, string name, JsonElement value, int depth, List<ToolField> into)
    {
        if (depth > DeepestOutput || into.Count > MostFields)
        {
            return false;
        }

        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (JsonProperty member in value.EnumerateObject())
                {
                    if (!Collect(call, member.Name, member.Value, depth + 1, into))
                    {
                        return false;
                    }
                }

                return true;
            case JsonValueKind.Array:
                foreach (JsonElement row in value.EnumerateArray())
                {
                    if (!Collect(call, name, row, depth + 1, into))
                    {
                        return false;
                    }
                }

                return true;
            default:
                into.Add(new ToolField(
                    call,
                    name,
                    value.ValueKind,
                    value.ValueKind == JsonValueKind.String ? CanonicalJson.TextOf(value) : value.GetRawText()));
                return true;
        }
    }
}
