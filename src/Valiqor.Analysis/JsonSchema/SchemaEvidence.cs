using System.Collections.Immutable;
using System.Text.Json;
using Valiqor.Analysis.Json;

namespace Valiqor.Analysis.JsonSchema;

/// <summary>Turns what a schema says of a value into places in the text that the value was read from.</summary>
internal static class SchemaEvidence
{
    /// <summary>A schema that cannot be used says why; one that can says what is wrong with the value.</summary>
    public static (ImmutableArray<SchemaError> Errors, string? Undecided) Check(JsonElement schema, JsonElement value)
    {
        try
        {
            // Someone who writes a format means it: as an annotation it would say nothing about an answer.
            var options = new SchemaOptions { AssertFormats = true };
            ValidationResult result = SchemaValidator.Compile(schema, options).Validate(value);
            return (result.Errors, result.Undecided);
        }
        catch (InvalidSchemaException e)
        {
            return ([], $"the schema cannot be used: {e.Message}");
        }
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
