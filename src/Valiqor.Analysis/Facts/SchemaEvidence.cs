using System.Collections.Immutable;
using System.Text.Json;
using Valiqor.Analysis.Items;
using Valiqor.Text.Json;
using Valiqor.Text.JsonSchema;

namespace Valiqor.Analysis.Facts;

/// <summary>Turns what a schema says of a value into places in the text that the value was read from.</summary>
internal static class SchemaEvidence
{
    /// <summary>A schema that cannot be used says why; one that can says what is wrong with the value.</summary>
    /// <param name="prepare">What is done to the schema before it is read, once for each schema.</param>
    public static (ImmutableArray<SchemaError> Errors, string? Undecided) Check(
        CompiledSchemas schemas,
        JsonElement schema,
        JsonElement value,
        Func<JsonElement, JsonElement>? prepare = null)
    {
        (SchemaValidator? validator, string? fault) = schemas.Compile(schema, prepare);
        if (validator is null)
        {
            return ([], $"the schema cannot be used: {fault}");
        }

        ValidationResult result = validator.Validate(value);
        return (result.Errors, result.Undecided);
    }

    public static IEnumerable<Evidence> Places(
        IEnumerable<SchemaError> errors,
        JsonText json,
        Func<int, int, string, string, Evidence> at) =>
        from error in errors
        let isMember = error.Keyword is "additionalProperties" or "false" or "propertyNames"
        let range = json.Range(error.InstanceLocation, withName: isMember)
        select at(range.Start, range.End, Wire(error.Keyword), error.ToString());

    private static string Wire(string keyword) =>
        "schema_" + JsonNamingPolicy.SnakeCaseLower.ConvertName(keyword.TrimStart('$'));
}
