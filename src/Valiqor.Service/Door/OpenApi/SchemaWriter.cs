using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;
using Valiqor.Client;

namespace Valiqor.Service.Door.OpenApi;

/// <summary>The JSON Schemas of wire types: each record once, by its name, and referred to everywhere else.</summary>
internal sealed class SchemaWriter
{
    private readonly SortedDictionary<string, JsonNode> _components = new(StringComparer.Ordinal);
    private readonly XmlSummaries _summaries = XmlSummaries.Of(typeof(WireJson).Assembly);

    /// <summary>A reference to the type's schema, which is written on first use.</summary>
    public JsonNode Reference(JsonTypeInfo type)
    {
        if (!IsRecord(type.Type))
        {
            return Export(type);
        }

        string name = type.Type.Name;
        if (_components.TryAdd(name, new JsonObject()))
        {
            JsonNode schema = Export(type);
            if (schema is JsonObject described && _summaries.Of(type.Type) is { } summary)
            {
                described["description"] = summary;
            }

            _components[name] = schema;
        }

        return new JsonObject { ["$ref"] = $"#/components/schemas/{name}" };
    }

    public JsonObject Components() =>
        new(_components.Select(row => KeyValuePair.Create(row.Key, (JsonNode?)row.Value.DeepClone())));

    private JsonNode Export(JsonTypeInfo type)
    {
        JsonNode exported = type.GetJsonSchemaAsNode(new JsonSchemaExporterOptions
        {
            TreatNullObliviousAsNonNullable = true,
            TransformSchemaNode = Transform,
        });

        // Schemas that are the type's own are written whole; a bare true or false says nothing of a root.
        return exported is JsonObject ? exported : new JsonObject();
    }

    private JsonNode Transform(JsonSchemaExporterContext context, JsonNode schema)
    {
        Type type = Nullable.GetUnderlyingType(context.TypeInfo.Type) ?? context.TypeInfo.Type;
        if (!context.Path.IsEmpty && IsRecord(type) && WireJson.Default.GetTypeInfo(type) is { } record)
        {
            JsonNode reference = Reference(record);
            schema = IsNullable(schema)
                ? new JsonObject { ["anyOf"] = new JsonArray(reference, new JsonObject { ["type"] = "null" }) }
                : reference;
        }
        else if (type == typeof(DateTimeOffset))
        {
            // The exporter does not look into converters, and the wire's times have one.
            schema = new JsonObject
            {
                ["type"] = type == context.TypeInfo.Type ? "string" : new JsonArray("string", "null"),
                ["format"] = "date-time",
            };
        }

        if (context.PropertyInfo is not null && schema is not JsonObject)
        {
            // "Any JSON" is a bare true, which not every reader takes for a member, and which holds no description.
            schema = new JsonObject();
        }

        if (context.PropertyInfo is { DeclaringType: { } declaring } property
            && schema is JsonObject described
            && _summaries.Of(declaring, property.AttributeProvider) is { } summary)
        {
            described["description"] = summary;
        }

        return schema;
    }

    private static bool IsNullable(JsonNode schema) =>
        schema is JsonObject { } shape
        && shape["type"] is JsonArray types
        && types.Any(word => word?.GetValue<string>() == "null");

    private static bool IsRecord(Type type) => type.Assembly == typeof(WireJson).Assembly && !type.IsEnum;
}
