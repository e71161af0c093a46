using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Valiqor.StandInModel;

/// <summary>Makes a value that is valid against a JSON Schema, the same for the same question.</summary>
internal sealed partial class SchemaFiller(JsonNode root, string seed, string question)
{
    /// <summary>Below this a schema that contains itself is brought to an end.</summary>
    private const int DeepEnough = 8;

    private const int Deepest = 40;
    private const int QuoteCharacters = 40;

    private int _choices;

    public JsonNode? Fill() => Fill(root, "", 0);

    private JsonNode? Fill(JsonNode? node, string name, int depth)
    {
        if (node is not JsonObject schema || depth > Deepest)
        {
            return null;
        }

        if (schema["$ref"] is { } reference)
        {
            return Fill(Resolve(reference.GetValue<string>()), name, depth + 1);
        }

        if (schema.ContainsKey("const"))
        {
            return schema["const"]?.DeepClone();
        }

        if (schema["enum"] is JsonArray values)
        {
            return values[Choose(values.Count)]?.DeepClone();
        }

        if ((schema["anyOf"] ?? schema["oneOf"]) is JsonArray choices)
        {
            JsonNode? end = depth > DeepEnough ? choices.FirstOrDefault(IsNull) : null;
            return Fill(end ?? choices[Choose(choices.Count)], name, depth + 1);
        }

        return schema["allOf"] is JsonArray { Count: > 0 } all
            ? Fill(all[0], name, depth + 1)
            : OfType(schema, TypeOf(schema, depth), name, depth);
    }

    private JsonNode? OfType(JsonObject schema, string type, string name, int depth) => type switch
    {
        "object" => Object(schema, depth),
        "array" => Array(schema, name, depth),
        "string" => Text(schema, name),
        "integer" => (long)Number(schema, 10, 1),
        "number" => Number(schema, 1, 0),
        "boolean" => Choose(2) == 0,
        _ => null,
    };

    private string TypeOf(JsonObject schema, int depth)
    {
        if (schema["type"] is JsonArray types)
        {
            return depth > DeepEnough && types.Any(type => type!.ToString() == "null")
                ? "null"
                : types[Choose(types.Count)]!.ToString();
        }

        return schema["type"]?.ToString() ?? (schema.ContainsKey("properties") ? "object" : "null");
    }

    private JsonObject Object(JsonObject schema, int depth)
    {
        var filled = new JsonObject();
        foreach ((string name, JsonNode? property) in schema["properties"] as JsonObject ?? [])
        {
            filled[name] = Fill(property, name, depth + 1);
        }

        return filled;
    }

    private JsonArray Array(JsonObject schema, string name, int depth)
    {
        int fewest = schema["minItems"]?.GetValue<int>() ?? 0;
        int most = Math.Max(fewest, Math.Min(schema["maxItems"]?.GetValue<int>() ?? int.MaxValue, fewest + 2));
        int count = depth > DeepEnough ? fewest : fewest + Choose(most - fewest + 1);
        return [.. Enumerable.Range(0, count).Select(_ => Fill(schema["items"], name, depth + 1))];
    }

    private string Text(JsonObject schema, string name)
    {
        string text = schema["format"]?.ToString() switch
        {
            "date" => "2026-01-31",
            "date-time" => "2026-01-31T12:00:00Z",
            "uri" => "https://example.com/",
            "email" => "someone@example.com",
            _ when name.EndsWith("_code", StringComparison.Ordinal) => Code(),
            _ => name.Contains("quote", StringComparison.OrdinalIgnoreCase) ? Quote() : $"A stand-in for {name}.",
        };
        int fewest = schema["minLength"]?.GetValue<int>() ?? 0;
        int most = schema["maxLength"]?.GetValue<int>() ?? int.MaxValue;
        text = text.Length < fewest ? text.PadRight(fewest, '.') : text;
        return text.Length > most ? text[..most] : text;
    }

    /// <summary>What stands in the first mark of the question, as in <c>&lt;item 0a1b&gt;</c>.</summary>
    private string Code() => Mark.Match(question) is { Success: true } mark ? mark.Groups["code"].Value : "";

    [GeneratedRegex(@"<\w+ (?<code>[0-9a-f]+)>", RegexOptions.NonBacktracking)]
    private static partial Regex Mark { get; }

    /// <summary>A part of the question, so that it can be found there.</summary>
    private string Quote()
    {
        int start = Choose(Math.Max(1, question.Length - QuoteCharacters));
        string quote = question[start..Math.Min(question.Length, start + QuoteCharacters)];
        return quote.Trim('\uD83D', '\uD83E', '\uFFFD');
    }

    private double Number(JsonObject schema, double span, int step)
    {
        double least = Bound(schema, "minimum") ?? Bound(schema, "exclusiveMinimum") + Math.Max(step, 0.01)
            ?? Math.Min(0, (Bound(schema, "maximum") ?? span) - span);
        double most = Bound(schema, "maximum") ?? Bound(schema, "exclusiveMaximum") - Math.Max(step, 0.01)
            ?? least + span;
        double share = Choose(101) / 100.0;
        double number = least + (share * (most - least));
        return step == 0 ? Math.Round(number, 4) : Math.Floor(number);
    }

    private static double? Bound(JsonObject schema, string name) =>
        schema[name] is { } bound ? double.Parse(bound.ToJsonString(), CultureInfo.InvariantCulture) : null;

    private JsonNode? Resolve(string reference) => reference
        .Split('/')
        .Skip(1)
        .Aggregate<string, JsonNode?>(root, (node, part) => node?[part]);

    private static bool IsNull(JsonNode? schema) => schema?["type"]?.ToString() == "null";

    private int Choose(int count) =>
        count <= 1 ? 0 : (int)(Chance.Number($"{seed} {_choices++}") % (ulong)count);
}
