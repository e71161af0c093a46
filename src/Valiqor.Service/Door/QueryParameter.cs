using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Valiqor.Service.Ground;

namespace Valiqor.Service.Door;

/// <summary>A parameter of the query: how it is read and what documents say of it, in one place.</summary>
public abstract class QueryParameter(string name, string description, string schema)
{
    public string Name => name;

    /// <summary>One sentence for documents.</summary>
    public string Description => description;

    /// <summary>The JSON Schema of its value; a new copy at each call.</summary>
    public JsonObject Schema => JsonNode.Parse(schema)!.AsObject();

    public static QueryParameter<string?> Text(string name, string description) =>
        new(name, description, """{"type":"string"}""", text => text, null);

    /// <summary>A project's name; one that no project can have is refused.</summary>
    public static QueryParameter<string?> ProjectName(string name, string description) =>
        new(
            name,
            description,
            """{"type":"string"}""",
            text => Layout.IsName(text)
                ? text
                : throw ProblemException.Invalid(FieldProblems.Of(
                    $"A name has {Layout.NameRule}.", "string_pattern_mismatch", "query", name)),
            null);

    /// <summary>Words, separated by commas or each in a parameter of its own; none where it is not given.</summary>
    public static QueryParameter<ImmutableArray<string>> Words(string name, string description, int least, int most) =>
        new(
            name,
            description,
            string.Create(
                CultureInfo.InvariantCulture,
                $$"""{"type":"array","items":{"type":"string"},"minItems":{{least}},"maxItems":{{most}}}"""),
            text =>
            {
                string[] words = text.Split(
                    ',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
                return words.Length >= least && words.Length <= most
                    ? [.. words]
                    : throw ProblemException.BadParameter(name, $"should have {least} to {most} ids.");
            },
            []);

    /// <summary>A whole number; null where it is not given.</summary>
    public static QueryParameter<int?> Number(string name, string description, int least, int most) =>
        new(name, description, NumberSchema("integer", least, most), text => Whole(name, text, least, most), null);

    /// <summary>A whole number; <paramref name="absent"/> where it is not given.</summary>
    public static QueryParameter<int> Number(string name, string description, int least, int most, int absent) =>
        new(
            name,
            description,
            string.Create(
                CultureInfo.InvariantCulture,
                $$"""{"type":"integer","minimum":{{least}},"maximum":{{most}},"default":{{absent}}}"""),
            text => Whole(name, text, least, most),
            absent);

    public static QueryParameter<double?> Fraction(string name, string description, int least, int most) =>
        new(
            name,
            description,
            NumberSchema("number", least, most),
            text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
                && value >= least
                && value <= most
                ? value
                : throw ProblemException.BadParameter(name, $"should be a number from {least} to {most}."),
            null);

    /// <summary>A day, as 2026-03-02; null where it is not given.</summary>
    public static QueryParameter<DateOnly?> Day(string name, string description) =>
        new(
            name,
            description,
            """{"type":"string","format":"date"}""",
            text => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, default, out DateOnly day)
                ? day
                : throw ProblemException.BadParameter(name, "should be a day such as 2026-03-02."),
            null);

    public static QueryParameter<bool?> Flag(string name, string description) =>
        new(
            name,
            description,
            """{"type":"boolean"}""",
            text => bool.TryParse(text, out bool value)
                ? value
                : throw ProblemException.BadParameter(name, "should be true or false."),
            null);

    /// <summary>One of the known words; another one is refused with the list of them.</summary>
    public static QueryParameter<string?> OneOf(string name, string description, IEnumerable<string> known)
    {
        string[] words = [.. known];
        return new(
            name,
            description,
            $$"""{"type":"string","enum":[{{string.Join(',', words.Select(word => $"\"{word}\""))}}]}""",
            text => words.Contains(text)
                ? text
                : throw ProblemException.Invalid(FieldProblems.Of(
                    $"'{text}' is not known. Known ones: {string.Join(", ", words)}.", "enum", "query", name)),
            null);
    }

    private static string NumberSchema(string type, int least, int most) => string.Create(
        CultureInfo.InvariantCulture, $$"""{"type":"{{type}}","minimum":{{least}},"maximum":{{most}}}""");

    private static int Whole(string name, string text, int least, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value)
        && value >= least
        && value <= most
            ? value
            : throw ProblemException.BadParameter(name, $"should be a whole number from {least} to {most}.");
}

/// <summary>A parameter whose value is of one type.</summary>
public sealed class QueryParameter<T>(
    string name,
    string description,
    string schema,
    Func<string, T> parse,
    T absent)
    : QueryParameter(name, description, schema)
{
    /// <summary>The value in a call; an empty one counts as absent.</summary>
    /// <exception cref="ProblemException">It cannot be read, or is out of range.</exception>
    public T Of(ApiCall call) =>
        call.Request.Query[Name].ToString() is { Length: > 0 } text ? parse(text) : absent;
}
