using System.Text.Json;

namespace Valiqor.Text.JsonSchema;

/// <summary>
/// Where schemas stand inside a schema. Under any other keyword, what looks like a schema is a plain value.
/// </summary>
internal static class SubSchemas
{
    public static IEnumerable<SchemaPlace> In(SchemaPlace place, JsonProperty member)
    {
        switch (member.Name)
        {
            case "additionalItems" or "additionalProperties" or "contains" or "contentSchema" or "else" or "if"
                or "not" or "propertyNames" or "then" or "unevaluatedItems" or "unevaluatedProperties":
                return [place.Child(member.Name, member.Value)];
            case "items" when member.Value.ValueKind != JsonValueKind.Array:
                return [place.Child(member.Name, member.Value)];
            case "allOf" or "anyOf" or "items" or "oneOf" or "prefixItems"
                when member.Value.ValueKind == JsonValueKind.Array:
                return member.Value.EnumerateArray().Select((schema, i) => place.Child(member.Name, $"{i}", schema));
            case "$defs" or "definitions" or "dependencies" or "dependentSchemas" or "patternProperties" or "properties"
                when member.Value.ValueKind == JsonValueKind.Object:
                return member.Value.EnumerateObject().Select(row => place.Child(member.Name, row.Name, row.Value));
            default:
                return [];
        }
    }
}
