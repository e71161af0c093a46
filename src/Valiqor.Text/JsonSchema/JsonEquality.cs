using System.Text.Json;

namespace Valiqor.Text.JsonSchema;

/// <summary>Equality of JSON values as JSON Schema has it: numbers by value (1 is 1.0), objects in any order.</summary>
internal sealed class JsonEquality : IEqualityComparer<JsonElement>
{
    public static JsonEquality Comparer { get; } = new();

    public bool Equals(JsonElement x, JsonElement y) => JsonElement.DeepEquals(x, y);

    public int GetHashCode(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!.GetHashCode(StringComparison.Ordinal),
        JsonValueKind.Number => JsonNumber.Of(value).GetHashCode(),
        JsonValueKind.Array => value.EnumerateArray().Aggregate(17, (hash, row) =>
            HashCode.Combine(hash, GetHashCode(row))),
        JsonValueKind.Object => value.EnumerateObject().Aggregate(
            19,
            (hash, member) => hash ^ HashCode.Combine(member.Name, GetHashCode(member.Value))),
        _ => (int)value.ValueKind,
    };
}
