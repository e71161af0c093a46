using System.Collections.Immutable;
using System.Text.Json;

namespace Valiqor.Text.JsonSchema.Keywords;

/// <summary>
/// Schemas for the first elements, and one for those after them; <c>items</c> in both of its meanings.
/// </summary>
internal sealed record ElementsKeyword(string Location, ImmutableArray<SchemaNode> Leading, SchemaNode? Rest)
    : Keyword("items", Location)
{
    public override bool Evaluate(JsonElement instance, Evaluation evaluation, Evaluated? seen)
    {
        if (instance.ValueKind != JsonValueKind.Array)
        {
            return true;
        }

        bool valid = true;
        foreach ((int i, JsonElement element) in instance.EnumerateArray().Index())
        {
            if ((i < Leading.Length ? Leading[i] : Rest) is not { } schema)
            {
                break;
            }

            evaluation.Down(i);
            valid &= schema.Evaluate(element, evaluation, null);
            evaluation.Up();
            if (!valid && evaluation.IsQuiet)
            {
                return false;
            }
        }

        if (Rest is null)
        {
            seen?.AddElementsBefore(Leading.Length);
        }
        else
        {
            seen?.AddAllElements();
        }

        return valid;
    }
}

/// <summary><c>contains</c> with <c>minContains</c> and <c>maxContains</c>.</summary>
/// <param name="MarksSeen">Since 2020-12 the elements that match count as evaluated.</param>
internal sealed record ContainsKeyword(string Location, SchemaNode Schema, long Least, long? Most, bool MarksSeen)
    : Keyword("contains", Location)
{
    public override bool Evaluate(JsonElement instance, Evaluation evaluation, Evaluated? seen)
    {
        if (instance.ValueKind != JsonValueKind.Array)
        {
            return true;
        }

        long matches = 0;
        foreach ((int i, JsonElement element) in instance.EnumerateArray().Index())
        {
            evaluation.Down(i);
            bool match = evaluation.Quietly(() => Schema.Evaluate(element, evaluation, null));
            evaluation.Up();
            if (match)
            {
                matches++;
                if (MarksSeen)
                {
                    seen?.AddElement(i);
                }
            }
        }

        return matches < Least
            ? evaluation.Fail(
                Least == 1 ? "contains" : "minContains",
                Location,
                $"must have at least {Wording.Count(Least, "item")} that the schema asks for, has {matches}")
            : matches <= (Most ?? long.MaxValue) || evaluation.Fail(
                "maxContains",
                Location,
                $"must have at most {Wording.Count(Most!.Value, "item")} that the schema names, has {matches}");
    }
}

internal sealed record UnevaluatedItemsKeyword(string Location, SchemaNode Schema)
    : Keyword("unevaluatedItems", Location)
{
    public override bool NeedsEvaluated => true;

    public override bool Evaluate(JsonElement instance, Evaluation evaluation, Evaluated? seen)
    {
        if (instance.ValueKind != JsonValueKind.Array)
        {
            return true;
        }

        bool valid = true;
        foreach ((int i, JsonElement element) in instance.EnumerateArray().Index())
        {
            if (!seen!.HasElement(i))
            {
                evaluation.Down(i);
                valid &= Schema.Evaluate(element, evaluation, null);
                evaluation.Up();
            }
        }

        seen!.AddAllElements();
        return valid;
    }
}
