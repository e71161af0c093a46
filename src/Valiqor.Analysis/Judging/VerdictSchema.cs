using System.Text.Json.Nodes;

namespace Valiqor.Analysis.Judging;

/// <summary>
/// The JSON Schema of an answer: one member for each criterion and metric, all required, in the strict form that
/// structured outputs want. Reasons come before decisions, so that a model thinks before it decides.
/// </summary>
internal static class VerdictSchema
{
    public const string Code = "item_code";
    public const string Verdicts = "verdicts";
    public const string Metrics = "metrics";
    public const string SafetyCategories = "safety_categories";
    public const string Rationale = "rationale";
    public const string Evidence = "evidence";
    public const string Source = "source";
    public const string Quote = "quote";
    public const string Decision = "decision";
    public const string Confidence = "confidence";
    public const string SuggestedFix = "suggested_fix";

    /// <summary>S1 to this; a test holds it to the taxonomy.</summary>
    public const int LastSafetyCategory = 23;

    public static string Write(JudgeQuestion question)
    {
        // The code is no constant of the schema: providers compile a schema that they have not seen, which takes
        // seconds.
        var members = new List<(string Name, JsonObject Schema)> { (Code, Type("string")) };
        if (!question.Criteria.IsEmpty)
        {
            members.Add((Verdicts, Object([.. question.Criteria.Select(id => (id, Verdict()))])));
        }

        if (question.AsksSafety)
        {
            string[] codes = [.. Enumerable.Range(1, LastSafetyCategory).Select(number => $"S{number}")];
            members.Add((SafetyCategories, Array(Enum(codes))));
        }

        if (!question.Metrics.IsEmpty)
        {
            members.Add((Metrics, Object([.. question.Metrics.Select(id => (id, Type("number", "null")))])));
        }

        return Object([.. members]).ToJsonString();
    }

    private static JsonObject Verdict() => Object(
        (Rationale, Type("string")),
        (Evidence, Array(Object((Source, Enum([.. QuoteFinder.Sources])), (Quote, Type("string"))))),
        (Decision, Enum("fail", "pass", "unsure", "not_applicable")),
        (Confidence, Type("number")),
        (SuggestedFix, Type("string", "null")));

    private static JsonObject Object(params ReadOnlySpan<(string Name, JsonObject Schema)> members)
    {
        var properties = new JsonObject();
        var required = new JsonArray();
        foreach ((string name, JsonObject schema) in members)
        {
            properties.Add(name, schema);
            required.Add((JsonNode)name);
        }

        return new JsonObject
        {
            ["type"] = "object",
            ["properties"] = properties,
            ["required"] = required,
            ["additionalProperties"] = false,
        };
    }

    private static JsonObject Array(JsonObject items) => new() { ["type"] = "array", ["items"] = items };

    private static JsonObject Enum(params string[] values) =>
        new() { ["type"] = "string", ["enum"] = new JsonArray([.. values.Select(value => (JsonNode)value)]) };

    private static JsonObject Type(string type) => new() { ["type"] = type };

    private static JsonObject Type(string type, string or) => new() { ["type"] = new JsonArray(type, or) };
}
