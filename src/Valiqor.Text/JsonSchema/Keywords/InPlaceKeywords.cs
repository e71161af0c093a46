using System.Collections.Immutable;
using System.Text.Json;

namespace Valiqor.Text.JsonSchema.Keywords;

internal sealed record AllOfKeyword(string Location, ImmutableArray<SchemaNode> Schemas) : Keyword("allOf", Location)
{
    public override bool Evaluate(JsonElement instance, Evaluation evaluation, Evaluated? seen)
    {
        bool valid = true;
        foreach (SchemaNode schema in Schemas)
        {
            valid &= schema.Evaluate(instance, evaluation, seen);
            if (!valid && evaluation.IsQuiet)
            {
                break;
            }
        }

        return valid;
    }
}

internal sealed record AnyOfKeyword(string Location, ImmutableArray<SchemaNode> Schemas) : Keyword("anyOf", Location)
{
    public override bool Evaluate(JsonElement instance, Evaluation evaluation, Evaluated? seen)
    {
        bool valid = false;
        foreach (SchemaNode schema in Schemas)
        {
            valid |= evaluation.Quietly(() => schema.Evaluate(instance, evaluation, seen));
            if (valid && seen is null)
            {
                break;
            }
        }

        return valid || Alternatives.Fail(this, Schemas, instance, evaluation);
    }
}

internal sealed record OneOfKeyword(string Location, ImmutableArray<SchemaNode> Schemas) : Keyword("oneOf", Location)
{
    public override bool Evaluate(JsonElement instance, Evaluation evaluation, Evaluated? seen)
    {
        int first = -1;
        foreach ((int i, SchemaNode schema) in Schemas.Index())
        {
            if (!evaluation.Quietly(() => schema.Evaluate(instance, evaluation, seen)))
            {
                continue;
            }

            if (first >= 0)
            {
                return evaluation.Fail(
                    this,
                    $"must meet exactly one of {Schemas.Length} alternatives, meets the {first + 1}. and the {i + 1}.");
            }

            first = i;
        }

        return first >= 0 || Alternatives.Fail(this, Schemas, instance, evaluation);
    }
}

internal sealed record NotKeyword(string Location, SchemaNode Schema) : Keyword("not", Location)
{
    public override bool Evaluate(JsonElement instance, Evaluation evaluation, Evaluated? seen) =>
        !evaluation.Quietly(() => Schema.Evaluate(instance, evaluation, null))
        || evaluation.Fail(this, "has a form that the schema excludes");
}

internal sealed record IfKeyword(string Location, SchemaNode If, SchemaNode? Then, SchemaNode? Else)
    : Keyword("if", Location)
{
    public override bool Evaluate(JsonElement instance, Evaluation evaluation, Evaluated? seen)
    {
        bool holds = evaluation.Quietly(() => If.Evaluate(instance, evaluation, seen));
        return (holds ? Then : Else)?.Evaluate(instance, evaluation, seen) ?? true;
    }
}

/// <summary><c>dependentSchemas</c>: members that bring a schema for the whole object.</summary>
internal sealed record DependentSchemasKeyword(
    string Keyword,
    string Location,
    ImmutableArray<(string Name, SchemaNode Schema)> Dependencies) : Keyword(Keyword, Location)
{
    public override bool Evaluate(JsonElement instance, Evaluation evaluation, Evaluated? seen)
    {
        bool valid = true;
        foreach ((string name, SchemaNode schema) in Dependencies)
        {
            if (instance.ValueKind == JsonValueKind.Object && instance.TryGetProperty(name, out _))
            {
                valid &= schema.Evaluate(instance, evaluation, seen);
            }
        }

        return valid;
    }
}

internal sealed record RefKeyword(string Keyword, string Location) : Keyword(Keyword, Location)
{
    /// <summary>Set when all references are resolved, after the schema that holds them is read.</summary>
    public SchemaNode? Target { get; set; }

    public override bool Evaluate(JsonElement instance, Evaluation evaluation, Evaluated? seen) =>
        Target!.Evaluate(instance, evaluation, seen);
}

/// <summary>
/// <c>$dynamicRef</c> (2020-12) and <c>$recursiveRef</c> (2019-09): the way to a value chooses among the targets.
/// </summary>
internal sealed record DynamicRefKeyword(string Keyword, string Location, SchemaNode Initial)
    : Keyword(Keyword, Location)
{
    /// <summary>The candidates by resource, completed when all resources are known.</summary>
    public Dictionary<SchemaResource, SchemaNode> Targets { get; } = [];

    public override bool Evaluate(JsonElement instance, Evaluation evaluation, Evaluated? seen) =>
        (evaluation.Outermost(Targets) ?? Initial).Evaluate(instance, evaluation, seen);
}

/// <summary>
/// Says why a value meets none of several schemas, in the words of the one it was most likely meant for.
/// </summary>
internal static class Alternatives
{
    private const int ShownAlternatives = 4;

    public static bool Fail(
        Keyword keyword,
        ImmutableArray<SchemaNode> schemas,
        JsonElement instance,
        Evaluation evaluation)
    {
        if (evaluation.IsQuiet)
        {
            return false;
        }

        var failures = new List<List<SchemaError>>();
        foreach (SchemaNode schema in schemas)
        {
            // A budget that ran out answers "valid": there are no words then, and none are needed.
            if (!evaluation.Apart(() => schema.Evaluate(instance, evaluation, null), out List<SchemaError> errors)
                && errors.Count > 0)
            {
                failures.Add(errors);
            }
        }

        string here = evaluation.InstanceLocation;
        var meant = failures.Where(errors => !errors.Any(error => IsMismatch(error, here))).ToList();
        if (meant.Count == 1)
        {
            evaluation.Add(meant[0]);
            return false;
        }

        var reasons = failures.Take(ShownAlternatives)
            .Select((errors, i) => (Number: i + 1, Where: errors[0].InstanceLocation[here.Length..], errors[0].Message))
            .Select(row => $"({row.Number}) {(row.Where.Length == 0 ? "it" : row.Where)} {row.Message}");
        return evaluation.Fail(keyword, $"meets none of {schemas.Length} alternatives: {string.Join("; ", reasons)}");
    }

    /// <summary>
    /// Whether an error says that the alternative is for other values altogether: another type or another tag.
    /// </summary>
    private static bool IsMismatch(SchemaError error, string here) =>
        error.Keyword is "type" or "const" or "enum" or "false"
        && (error.InstanceLocation == here
            || (error.Keyword == "const" && error.InstanceLocation.LastIndexOf('/') == here.Length));
}
