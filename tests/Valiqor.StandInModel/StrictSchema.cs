using System.Text.Json.Nodes;

namespace Valiqor.StandInModel;

/// <summary>The rules of OpenAI for strict schemas that are broken most often.</summary>
internal static class StrictSchema
{
    /// <returns>What OpenAI would say; null where nothing is wrong.</returns>
    public static string? FaultOf(JsonNode? schema, string name)
    {
        if (schema is not JsonObject root)
        {
            return $"Missing required parameter: 'response_format.json_schema.schema' of '{name}'.";
        }

        string? fault = root["type"]?.ToString() != "object"
            ? "schema must be a JSON Schema of 'type: \"object\"', got 'type: \"" + root["type"] + "\"'."
            : FaultIn(root, "()");
        return fault is null ? null : $"Invalid schema for response_format '{name}': {fault}";
    }

    private static string? FaultIn(JsonNode? node, string context)
    {
        if (node is JsonArray items)
        {
            return items.Select(item => FaultIn(item, context)).FirstOrDefault(fault => fault is not null);
        }

        if (node is not JsonObject schema)
        {
            return null;
        }

        if (schema["properties"] is JsonObject properties)
        {
            if (schema["additionalProperties"]?.ToJsonString() != "false")
            {
                return $"In context={context}, 'additionalProperties' is required to be supplied and to be false.";
            }

            string[] required = [.. (schema["required"] as JsonArray ?? []).Select(item => item!.ToString())];
            if (properties.FirstOrDefault(property => !required.Contains(property.Key)) is { Key: { } lacking })
            {
                return $"In context={context}, 'required' is required to be supplied and to be an array including "
                    + $"every key in properties. Missing '{lacking}'.";
            }
        }

        return schema
            .Where(member => member.Key is not ("enum" or "const"))
            .Select(member => FaultIn(member.Value, $"('{member.Key}')"))
            .FirstOrDefault(fault => fault is not null);
    }
}
