using System.Collections.Immutable;
using System.Text.Json;

namespace Valiqor.Text.JsonSchema.Keywords;

/// <summary>The schema <c>false</c>.</summary>
internal sealed record NothingKeyword(string Location) : Keyword("false", Location)
{
    public override bool Evaluate(JsonElement instance, Evaluation evaluation, Evaluated? seen) =>
        evaluation.Fail(this, "is not allowed here");
}

internal sealed record TypeKeyword(string Location, ImmutableArray<string> Types, bool Nullable)
    : Keyword("type", Location)
{
    public override bool Evaluate(JsonElement instance, Evaluation evaluation, Evaluated? seen)
    {
        foreach (string type in Types)
        {
            if (Is(instance, type))
            {
                return true;
            }
        }

        if (Nullable && instance.ValueKind == JsonValueKind.Null)
        {
            return true;
        }

        return !evaluation.IsQuiet
            && evaluation.Fail(this, $"must be {Wording.Or(Types.Select(Wording.Type))}, is {Found(instance)}");
    }

    private static bool Is(JsonElement instance, string type) => instance.ValueKind switch
    {
        JsonValueKind.Object => type == "object",
        JsonValueKind.Array => type == "array",
        JsonValueKind.String => type == "string",
        JsonValueKind.True or JsonValueKind.False => type == "boolean",
        JsonValueKind.Null => type == "null",
        JsonValueKind.Number when type == "number" => true,
        JsonValueKind.Number when type == "integer" => instance.TryGetInt64(out _) || JsonNumber.Of(instance).IsInteger,
        _ => false,
    };

    /// <summary>A number or boolean in quotes is the usual slip, so the value is shown.</summary>
    private string Found(JsonElement instance) => instance.ValueKind switch
    {
        JsonValueKind.Number when Types.Contains("integer") => $"the number {Wording.Shown(instance)}",
        JsonValueKind.String when IsPlainValue(instance.GetString()!) => $"the string {Wording.Shown(instance)}",
        _ => Wording.Kind(instance),
    };

    private static bool IsPlainValue(string text) =>
        text is "true" or "false" or "null" || (text.Length is > 0 and < 40 && double.TryParse(text, out _));
}

internal sealed record EnumKeyword(string Keyword, string Location, ImmutableArray<JsonElement> Values)
    : Keyword(Keyword, Location)
{
    private const int ShownValues = 12;

    public override bool Evaluate(JsonElement instance, Evaluation evaluation, Evaluated? seen)
    {
        foreach (JsonElement value in Values)
        {
            if (JsonElement.DeepEquals(value, instance))
            {
                return true;
            }
        }

        if (evaluation.IsQuiet)
        {
            return false;
        }

        var shown = Values.Take(ShownValues).Select(Wording.Shown);
        string more = Values.Length > ShownValues ? ", …" : "";
        string allowed = Values.Length == 1 ? "" : "one of ";
        string list = string.Join(", ", shown);
        return evaluation.Fail(this, $"must be {allowed}{list}{more}, is {Wording.Shown(instance)}");
    }
}
