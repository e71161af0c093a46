using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using Valiqor.Text.Json;
using Valiqor.Text.JsonSchema;

namespace Valiqor.Text.Tests.JsonSchema;

/// <summary>Laws of the validator, on schemas and values that nobody would write.</summary>
public sealed class SchemaPropertyTests
{
    private static readonly string[] Keywords =
    [
        "type", "const", "enum", "minimum", "exclusiveMaximum", "multipleOf", "minLength", "maxItems", "pattern",
        "format",
        "required", "properties", "patternProperties", "additionalProperties", "propertyNames", "items", "prefixItems",
        "contains", "minContains", "uniqueItems", "allOf", "anyOf", "oneOf", "not", "if", "then", "$ref", "$dynamicRef",
        "$id", "$anchor", "$dynamicAnchor", "$defs", "unevaluatedProperties", "unevaluatedItems", "dependentSchemas",
        "dependencies", "$schema", "$recursiveRef",
    ];

    private static readonly Gen<JsonNode?> Scalars = Gen.OneOf<JsonNode?>(
        Gen.Const(() => (JsonNode?)null),
        Gen.Bool.Select(value => (JsonNode?)JsonValue.Create(value)),
        Gen.Int[-3, 3].Select(value => (JsonNode?)JsonValue.Create(value)),
        Gen.Double[-9, 9].Select(value => (JsonNode?)JsonValue.Create(value)),
        Gen.OneOf(
            "", "a", "#", "#/$defs/a", "#a", "x:y", "object", "integer", "string", "^a+$", "(", "[a-", "\\p{L}",
            "date", "uri",
            "idn-hostname", "😀", "http://json-schema.org/draft-04/schema#",
            "https://json-schema.org/draft/2020-12/schema")
            .Select(value => (JsonNode?)JsonValue.Create(value)));

    private static readonly Gen<JsonNode?> Values = Tree(4, Gen.OneOf("a", "b", "x_1", "é/~", "😀"));

    private static readonly Gen<JsonNode?> Schemas = Tree(5, Gen.OneOf([.. Keywords, "a"]));

    [Fact]
    public void Any_schema_is_refused_with_a_reason_or_answers_on_any_value() =>
        Gen.Select(Schemas, Values).Sample(
            (schema, value) =>
            {
                try
                {
                    var options = new SchemaOptions { AssertFormats = true, StepLimit = 20_000 };
                    ValidationResult result = SchemaValidator.Compile(Element(schema),
                        options).Validate(Element(value));
                    return result.Errors.All(error => error.Message.Length > 0 && error.KeywordLocation.Contains('#'));
                }
                catch (InvalidSchemaException e)
                {
                    return e.Problem.Length > 0;
                }
            },
            iter: 20_000);

    [Fact]
    public void A_value_equals_itself_and_meets_what_it_is() =>
        Values.Sample(
            value =>
            {
                var schema = new JsonObject { ["const"] = value?.DeepClone() };
                return SchemaValidator.Compile(Element(schema)).Validate(Element(value)).IsValid;
            },
            iter: 2_000);

    [Fact]
    public void A_schema_and_its_negation_never_agree() =>
        Gen.Select(Schemas, Values).Sample(
            (schema, value) =>
            {
                try
                {
                    var negation = new JsonObject { ["not"] = schema?.DeepClone() };
                    ValidationResult plain = SchemaValidator.Compile(Element(schema)).Validate(Element(value));
                    ValidationResult negated = SchemaValidator.Compile(Element(negation)).Validate(Element(value));
                    return plain.Undecided is not null
                        || negated.Undecided is not null
                        || plain.IsValid != negated.IsValid
                        || schema!.ToJsonString().Contains('#');
                }
                catch (InvalidSchemaException)
                {
                    return true;
                }
            },
            iter: 5_000);

    [Fact]
    public void Every_error_points_at_a_value_that_stands_in_the_text() =>
        Gen.Select(Values, Gen.Bool).Sample(
            (value, indented) =>
            {
                string text = value?.ToJsonString(new JsonSerializerOptions { WriteIndented = indented }) ?? "null";
                JsonText json = JsonText.Parse($"é{text}é", 1, text.Length + 1);
                JsonElement schema = SchemaValidatorTests.Parse("""{"items":false,"properties":{"a":{"$ref":"#"}}}""");
                ValidationResult result = SchemaValidator.Compile(schema).Validate(json.Value!.Value);
                return result.Errors.All(error =>
                {
                    (int start, int end) = json.Range(error.InstanceLocation);
                    JsonElement found = SchemaValidatorTests.Parse($"é{text}é"[start..end]);
                    JsonElement meant = error.InstanceLocation.Split('/')[1..]
                        .Aggregate(json.Value.Value, (at, step) =>
                            at.ValueKind == JsonValueKind.Array ? at[int.Parse(step)] : at.GetProperty(step));
                    return JsonElement.DeepEquals(found, meant);
                });
            },
            iter: 2_000);

    [Fact]
    public void Any_text_is_JSON_or_has_a_fault_inside_it() =>
        Gen.OneOf(Gen.String, Gen.String[Gen.Char["{}[],:\"' \n0aeN/é😀-."], 0, 30]).Sample(
            text =>
            {
                JsonText json = JsonText.Parse(text);
                return json.Value is not null
                    || (json.Fault is { } fault && text[fault.Start..fault.End] is not null
                        && fault.Message.Length > 0);
            },
            iter: 5_000);

    private static Gen<JsonNode?> Tree(int depth, Gen<string> names)
    {
        if (depth == 0)
        {
            return Scalars;
        }

        Gen<JsonNode?> inner = Tree(depth - 1, names);
        return Gen.OneOf(
            Scalars,
            inner.Array[0, 3].Select(rows => (JsonNode?)new JsonArray([.. rows.Select(row => row?.DeepClone())])),
            Gen.Select(names, inner).Array[0, 4].Select(rows => (JsonNode?)new JsonObject(
                rows.DistinctBy(row => row.Item1).Select(row =>
                    KeyValuePair.Create(row.Item1, row.Item2?.DeepClone())))));
    }

    private static JsonElement Element(JsonNode? node) => SchemaValidatorTests.Parse(node?.ToJsonString() ?? "null");
}
