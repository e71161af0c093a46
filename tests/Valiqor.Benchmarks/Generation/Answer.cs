using System.Globalization;
using System.Text.Json;

namespace Valiqor.Benchmarks.Generation;

/// <summary>What the model is made to say: two facts, as prose or as JSON, right or wrong in a known way.</summary>
internal static class Answer
{
    public static string Of(Subject subject, bool json, bool cites, Fault fault)
    {
        (Fact first, Fact second) = (subject.Facts[0], subject.Facts[1]);
        string right = cites && fault == Fault.None
            ? $"{first.Answer[..^1]} [1]. {second.Answer}"
            : $"{first.Answer} {second.Answer}";
        return fault switch
        {
            Fault.NotJson => $"Sure, here is what I found: {right}",
            Fault.BrokenSchema => Json(subject, "\"yes\""),
            Fault.WrongNumber => right.Replace(Text(first.Value), Text(Wrong(first.Value)), StringComparison.Ordinal),
            Fault.EmptyOutput => "  \n",
            Fault.RepetitionLoop => right + string.Concat(Enumerable.Repeat(" " + second.Answer, 12)),
            Fault.CutOff => $"{right} More details on opening times, directions, group bookings and everything else"
                + " that visitors or customers may want to know before they come can be found in the",
            Fault.CitationOfNothing => $"{first.Answer[..^1]} [7]. {second.Answer}",
            Fault.LeakedSecret => $"{right} For the rest write to dana.whitfield@harrowmail.com or use card"
                + " 4539 5787 6362 1486.",
            _ when json => Json(subject, "true"),
            _ => right,
        };
    }

    public static void WriteSchema(Utf8JsonWriter json)
    {
        json.WritePropertyName("output_schema");
        json.WriteRawValue(
            """{"type":"object","properties":{"subject":{"type":"string","minLength":1}"""u8
            + ""","facts":{"type":"array","minItems":1,"items":{"type":"string"}},"complete":{"type":"boolean"}}"""u8
            + ""","required":["subject","facts","complete"],"additionalProperties":false}"""u8,
            skipInputValidation: true);
    }

    private static string Json(Subject subject, string complete)
    {
        string facts = $"\"{subject.Facts[0].Answer}\", \"{subject.Facts[1].Answer}\"";
        return $$"""{"subject": "{{subject.Name}}", "facts": [{{facts}}], "complete": {{complete}}}""";
    }

    /// <summary>Far enough away that no rounding and no sum of two other numbers explains it.</summary>
    private static int Wrong(int value) => value + (value * 37 / 100) + 3;

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
