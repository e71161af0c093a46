using System.Text.Json;
using System.Text.Json.Nodes;
using Valiqor.Text.JsonSchema;

namespace Valiqor.Text.Tests.JsonSchema;

/// <summary>Own cases for each keyword, as schema, values that meet it and values that do not.</summary>
public sealed class SchemaValidatorTests
{
    [Theory]
    [MemberData(nameof(SchemaCases.All), MemberType = typeof(SchemaCases))]
    public void A_value_meets_its_schema_or_does_not(string schema, string value, bool meets)
    {
        ValidationResult result = Validate(schema, value);

        result.Undecided.ShouldBeNull();
        result.IsValid.ShouldBe(meets, $"{schema} and {value}: {string.Join("; ", result.Errors)}");
    }

    [Theory]
    [InlineData("""{"properties":{"items":{"items":{"properties":{"price":{"type":"number"}}}}}}""",
        """{"items":[{"price":1},{"price":"x"}]}""",
        "/items/1/price: must be a number, is a string")]
    [InlineData("""{"type":"integer"}""", "\"5\"", "The value must be an integer, is the string \"5\"")]
    [InlineData("""{"type":"integer"}""", "2.5", "The value must be an integer, is the number 2.5")]
    [InlineData("""{"required":["a"]}""", "{}", "The value must have the member \"a\"")]
    [InlineData("""{"properties":{"a/b":{"minLength":2}}}""", """{"a/b":"😀"}""",
        "/a~1b: must have at least 2 characters, has 1")]
    [InlineData("""{"properties":{"a":true},"additionalProperties":false}""", """{"b":1}""",
        "/b: is a member that the schema does not allow: it has \"a\"")]
    [InlineData("""{"anyOf":[{"type":"null"},{"type":"object","required":["x"]}]}""", "{}",
        "The value must have the member \"x\"")]
    [InlineData("""{"enum":["red","green"]}""", "\"blue\"", "The value must be one of \"red\", \"green\", is \"blue\"")]
    public void An_error_says_where_and_what_to_a_developer(string schema, string value, string message) =>
        Validate(schema, value).Errors.ShouldHaveSingleItem().ToString().ShouldBe(message);

    [Fact]
    public void An_error_names_the_keyword_by_its_place_in_the_schema()
    {
        SchemaError error = Validate("""{"$ref":"#/$defs/n","$defs":{"n":{"minimum":3}}}""", "2").Errors.Single();

        error.KeywordLocation.ShouldBe("#/$defs/n/minimum");
        error.InstanceLocation.ShouldBe("");
    }

    [Theory]
    [InlineData("""{"type":"strnig"}""", "#/type")]
    [InlineData("""{"required":"a"}""", "#/required")]
    [InlineData("""{"properties":{"a":{"minimum":"3"}}}""", "#/properties/a/minimum")]
    [InlineData("""{"pattern":"(a"}""", "#/pattern")]
    [InlineData("""{"$ref":"#/$defs/missing"}""", "#/$ref")]
    [InlineData("""{"$ref":"https://example.com/remote.json"}""", "#/$ref")]
    [InlineData("""{"$schema":"https://json-schema.org/draft/2020-12/schema","items":[{}]}""", "#/items")]
    [InlineData("""{"multipleOf":0}""", "#/multipleOf")]
    [InlineData("""{"allOf":{}}""", "#/allOf")]
    [InlineData("[]", "#")]
    public void A_malformed_schema_says_where_it_is_wrong(string schema, string location) =>
        Should.Throw<InvalidSchemaException>(() => SchemaValidator.Compile(Parse(schema))).Location.ShouldBe(location);

    [Theory]
    [InlineData("""{"$ref":"#"}""")]
    [InlineData(
        """{"$ref":"#/$defs/a","$defs":{"a":{"anyOf":[{"$ref":"#/$defs/b"}]},"b":{"allOf":[{"$ref":"#/$defs/a"}]}}}""")]
    public void A_schema_that_refers_to_itself_without_end_is_noticed(string schema) =>
        Validate(schema, "1").Undecided.ShouldNotBeNull().ShouldContain("refers to itself without end");

    [Fact]
    public void References_that_multiply_end_at_a_limit_of_work()
    {
        var levels = new JsonObject { ["a40"] = new JsonObject() };
        for (int i = 0; i < 40; i++)
        {
            string next = $"#/$defs/a{i + 1}";
            levels[$"a{i}"] = new JsonObject
            {
                ["allOf"] = new JsonArray(new JsonObject { ["$ref"] = next }, new JsonObject { ["$ref"] = next }),
            };
        }

        string schema = new JsonObject { ["$ref"] = "#/$defs/a0", ["$defs"] = levels }.ToJsonString();

        Validate(schema, "1").Undecided.ShouldNotBeNull().ShouldContain("too much work");
    }

    [Fact]
    public void A_pattern_that_would_backtrack_without_end_is_decided() =>
        Validate("""{"pattern":"^(a+)+$"}""", $"\"{new string('a', 40)}!\"").ShouldSatisfyAllConditions(
            result => result.Undecided.ShouldBeNull(),
            result => result.IsValid.ShouldBeFalse());

    [Theory]
    [InlineData("^(?=.*[0-9])(?!admin)[a-z0-9]{3,}$", "root1", true)]
    [InlineData("^(?=.*[0-9])(?!admin)[a-z0-9]{3,}$", "admin1", false)]
    [InlineData("^(?=.*[0-9])(?!admin)[a-z0-9]{3,}$", "root", false)]
    [InlineData("^(?!a|b)[a-z]$", "b", false)]
    [InlineData("^(?!a)", "b", true)]
    [InlineData("\\\\bcat\\\\b", "a cat sat", true)]
    [InlineData("\\\\bcat\\\\b", "concat", false)]
    public void Lookaheads_at_the_start_and_edges_of_words_are_decided(string pattern, string text, bool valid)
    {
        ValidationResult result = Validate($$"""{"pattern":"{{pattern}}"}""", $"\"{text}\"");

        result.Undecided.ShouldBeNull();
        result.IsValid.ShouldBe(valid);
    }

    [Theory]
    [InlineData("^(a)?\\\\1b$", "aab")]
    [InlineData("^(?<y>[0-9]{4})-\\\\k<y>$", "2026-2026")]
    [InlineData("a(?!b)", "ac")]
    [InlineData("^(?=a)b|c", "c")]
    [InlineData("\\\\bcat", "é cat")]
    public void A_pattern_that_cannot_be_decided_says_so_whatever_the_machine_does(string pattern, string text) =>
        Validate($$"""{"pattern":"{{pattern}}"}""", $"\"{text}\"").Undecided.ShouldNotBeNull();

    [Fact]
    public void Values_nested_to_any_depth_are_answered()
    {
        string nested = new string('[', 900) + new string(']', 900);
        using JsonDocument document = JsonDocument.Parse(nested, new JsonDocumentOptions { MaxDepth = 1_000 });
        SchemaValidator validator = SchemaValidator.Compile(Parse("""{"items":{"$ref":"#"}}"""));

        ValidationResult result = validator.Validate(document.RootElement);

        (result.IsValid || result.Undecided is not null).ShouldBeTrue();
    }

    [Fact]
    public void Errors_are_kept_up_to_a_limit()
    {
        var options = new SchemaOptions { ErrorLimit = 3 };
        SchemaValidator validator = SchemaValidator.Compile(Parse("""{"items":{"type":"string"}}"""), options);

        validator.Validate(Parse("[1,2,3,4,5]")).Errors.Length.ShouldBe(3);
    }

    [Fact]
    public void A_format_is_a_note_unless_it_is_asserted()
    {
        JsonElement schema = Parse("""{"format":"date"}""");

        SchemaValidator.Compile(schema).Validate(Parse("\"x\"")).IsValid.ShouldBeTrue();
        SchemaValidator.Compile(schema, new SchemaOptions { AssertFormats = true })
            .Validate(Parse("\"x\"")).IsValid.ShouldBeFalse();
    }

    internal static ValidationResult Validate(string schema, string value) =>
        SchemaValidator.Compile(Parse(schema)).Validate(Parse(value));

    internal static JsonElement Parse(string json) => JsonDocument.Parse(json).RootElement;
}
