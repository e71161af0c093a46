using System.Text.Json;

namespace Valiqor.Text.JsonSchema.Keywords;

internal sealed record PatternKeyword(string Location, EcmaRegex Pattern) : Keyword("pattern", Location)
{
    public override bool Evaluate(JsonElement instance, Evaluation evaluation, Evaluated? seen) =>
        instance.ValueKind != JsonValueKind.String
        || Pattern.IsMatch(instance.GetString()!, evaluation)
        || evaluation.Fail(this,
            $"must match the pattern {Wording.Shown(Pattern.Source)}, is {Wording.Shown(instance)}");
}

internal sealed record FormatKeyword(string Location, string Format, Func<string, bool> Check)
    : Keyword("format", Location)
{
    public override bool Evaluate(JsonElement instance, Evaluation evaluation, Evaluated? seen) =>
        instance.ValueKind != JsonValueKind.String
        || Check(instance.GetString()!)
        || evaluation.Fail(this, $"must have the format \"{Format}\", is {Wording.Shown(instance)}");
}
