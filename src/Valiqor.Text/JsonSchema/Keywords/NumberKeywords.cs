using System.Text.Json;

namespace Valiqor.Text.JsonSchema.Keywords;

/// <summary><c>minimum</c>, <c>maximum</c> and their exclusive forms.</summary>
/// <param name="Sign">1 for a lower bound, -1 for an upper one.</param>
internal sealed record BoundKeyword(string Keyword, string Location, JsonElement Bound, int Sign, bool Exclusive)
    : Keyword(Keyword, Location)
{
    private readonly JsonNumber _bound = JsonNumber.Of(Bound);

    public override bool Evaluate(JsonElement instance, Evaluation evaluation, Evaluated? seen)
    {
        if (instance.ValueKind != JsonValueKind.Number)
        {
            return true;
        }

        int order = Sign * JsonNumber.Of(instance).CompareTo(_bound);
        string words = (Sign > 0, Exclusive) switch
        {
            (true, false) => "at least",
            (true, true) => "more than",
            (false, false) => "at most",
            (false, true) => "less than",
        };
        return order > 0
            || (order == 0 && !Exclusive)
            || evaluation.Fail(this, $"must be {words} {Wording.Shown(Bound)}, is {Wording.Shown(instance)}");
    }
}

internal sealed record MultipleOfKeyword(string Location, JsonElement Divisor) : Keyword("multipleOf", Location)
{
    private readonly JsonNumber _divisor = JsonNumber.Of(Divisor);

    public override bool Evaluate(JsonElement instance, Evaluation evaluation, Evaluated? seen) =>
        instance.ValueKind != JsonValueKind.Number
        || JsonNumber.Of(instance).IsMultipleOf(_divisor)
        || evaluation.Fail(this, $"must be a multiple of {Wording.Shown(Divisor)}, is {Wording.Shown(instance)}");
}
