using System.Collections.Immutable;
using System.Text.Json;

namespace Valiqor.Text.JsonSchema.Keywords;

/// <summary><c>minLength</c>, <c>maxItems</c> and their like.</summary>
/// <param name="IsLeast">Whether the limit is the least size, and not the largest.</param>
internal sealed record SizeKeyword(string Keyword, string Location, JsonValueKind Kind, bool IsLeast, long Limit)
    : Keyword(Keyword, Location)
{
    public override bool Evaluate(JsonElement instance, Evaluation evaluation, Evaluated? seen)
    {
        if (instance.ValueKind != Kind)
        {
            return true;
        }

        (long size, string noun) = Kind switch
        {
            JsonValueKind.String => (CodePoints(instance.GetString()!), "character"),
            JsonValueKind.Array => (instance.GetArrayLength(), "item"),
            _ => (instance.GetPropertyCount(), "member"),
        };
        return (IsLeast ? size >= Limit : size <= Limit)
            || evaluation.Fail(this,
                $"must have at {(IsLeast ? "least" : "most")} {Wording.Count(Limit, noun)}, has {size}");
    }

    private static int CodePoints(string text)
    {
        int pairs = 0;
        for (int i = 1; i < text.Length; i++)
        {
            pairs += char.IsSurrogatePair(text[i - 1], text[i]) ? 1 : 0;
        }

        return text.Length - pairs;
    }
}

internal sealed record UniqueItemsKeyword(string Location) : Keyword("uniqueItems", Location)
{
    public override bool Evaluate(JsonElement instance, Evaluation evaluation, Evaluated? seen)
    {
        if (instance.ValueKind != JsonValueKind.Array)
        {
            return true;
        }

        var places = new Dictionary<JsonElement, int>(JsonEquality.Comparer);
        foreach ((int i, JsonElement item) in instance.EnumerateArray().Index())
        {
            if (!places.TryAdd(item, i))
            {
                return evaluation.Fail(this, $"must not repeat an item: items {places[item]} and {i} are equal");
            }
        }

        return true;
    }
}

internal sealed record RequiredKeyword(string Location, ImmutableArray<string> Names) : Keyword("required", Location)
{
    public override bool Evaluate(JsonElement instance, Evaluation evaluation, Evaluated? seen)
    {
        if (instance.ValueKind != JsonValueKind.Object)
        {
            return true;
        }

        bool valid = true;
        foreach (string name in Names)
        {
            valid &= instance.TryGetProperty(name, out _) || evaluation.Fail(this, $"must have the member \"{name}\"");
        }

        return valid;
    }
}

/// <summary><c>dependentRequired</c>: members that call for others.</summary>
internal sealed record DependentRequiredKeyword(
    string Keyword,
    string Location,
    ImmutableArray<(string Name, ImmutableArray<string> Others)> Dependencies) : Keyword(Keyword, Location)
{
    public override bool Evaluate(JsonElement instance, Evaluation evaluation, Evaluated? seen)
    {
        if (instance.ValueKind != JsonValueKind.Object)
        {
            return true;
        }

        bool valid = true;
        foreach ((string name, ImmutableArray<string> others) in Dependencies)
        {
            if (instance.TryGetProperty(name, out _))
            {
                foreach (string other in others)
                {
                    valid &= instance.TryGetProperty(other, out _)
                        || evaluation.Fail(this, $"must have the member \"{other}\", since it has \"{name}\"");
                }
            }
        }

        return valid;
    }
}
