using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;

namespace Valiqor.Text.JsonSchema.Keywords;

/// <summary>
/// <c>properties</c>, <c>patternProperties</c> and <c>additionalProperties</c>, which share out the members.
/// </summary>
/// <param name="AllowsOthers">False for <c>"additionalProperties": false</c>, which has words of its own.</param>
internal sealed record MembersKeyword(
    string Location,
    FrozenDictionary<string, SchemaNode> Named,
    ImmutableArray<(EcmaRegex Pattern, SchemaNode Schema)> ByPattern,
    SchemaNode? Others,
    bool AllowsOthers) : Keyword("properties", Location)
{
    private const int ShownNames = 12;

    public override bool Evaluate(JsonElement instance, Evaluation evaluation, Evaluated? seen)
    {
        if (instance.ValueKind != JsonValueKind.Object)
        {
            return true;
        }

        bool valid = true;
        foreach (JsonProperty member in instance.EnumerateObject())
        {
            evaluation.Down(member.Name);
            valid &= EvaluateMember(member, evaluation, seen);
            evaluation.Up();
            if (!valid && evaluation.IsQuiet)
            {
                return false;
            }
        }

        return valid;
    }

    private bool EvaluateMember(JsonProperty member, Evaluation evaluation, Evaluated? seen)
    {
        bool valid = true;
        bool known = Named.TryGetValue(member.Name, out SchemaNode? schema);
        if (known)
        {
            valid = schema!.Evaluate(member.Value, evaluation, null);
        }

        foreach ((EcmaRegex pattern, SchemaNode byPattern) in ByPattern)
        {
            if (pattern.IsMatch(member.Name, evaluation))
            {
                known = true;
                valid &= byPattern.Evaluate(member.Value, evaluation, null);
            }
        }

        if (known || Others is not null || !AllowsOthers)
        {
            seen?.AddMember(member.Name);
        }

        return known ? valid
            : !AllowsOthers ? evaluation.Fail("additionalProperties", Location, NotAllowed())
            : Others?.Evaluate(member.Value, evaluation, null) ?? true;
    }

    private string NotAllowed()
    {
        string more = Named.Count > ShownNames ? ", …" : "";
        var names = Named.Keys.Order(StringComparer.Ordinal).Take(ShownNames).Select(name => $"\"{name}\"");
        return Named.Count == 0
            ? "is a member that the schema does not allow"
            : $"is a member that the schema does not allow: it has {string.Join(", ", names)}{more}";
    }
}

internal sealed record PropertyNamesKeyword(string Location, SchemaNode Schema) : Keyword("propertyNames", Location)
{
    public override bool Evaluate(JsonElement instance, Evaluation evaluation, Evaluated? seen)
    {
        if (instance.ValueKind != JsonValueKind.Object)
        {
            return true;
        }

        bool valid = true;
        foreach (JsonProperty member in instance.EnumerateObject())
        {
            JsonElement name = Quoted(member.Name);
            evaluation.Down(member.Name);
            bool right = evaluation.Apart(() => Schema.Evaluate(name, evaluation, null), out List<SchemaError> errors);
            valid &= right
                || evaluation.Fail(this, $"has a name that {errors.FirstOrDefault()?.Message ?? "is wrong"}");
            evaluation.Up();
        }

        return valid;
    }

    private static JsonElement Quoted(string name)
    {
        using JsonDocument document = JsonDocument.Parse($"\"{JsonEncodedText.Encode(name)}\"");
        return document.RootElement.Clone();
    }
}

internal sealed record UnevaluatedPropertiesKeyword(string Location, SchemaNode Schema)
    : Keyword("unevaluatedProperties", Location)
{
    public override bool NeedsEvaluated => true;

    public override bool Evaluate(JsonElement instance, Evaluation evaluation, Evaluated? seen)
    {
        if (instance.ValueKind != JsonValueKind.Object)
        {
            return true;
        }

        bool valid = true;
        foreach (JsonProperty member in instance.EnumerateObject())
        {
            if (!seen!.HasMember(member.Name))
            {
                evaluation.Down(member.Name);
                valid &= Schema.Evaluate(member.Value, evaluation, null);
                evaluation.Up();
            }
        }

        seen!.AddAllMembers();
        return valid;
    }
}
