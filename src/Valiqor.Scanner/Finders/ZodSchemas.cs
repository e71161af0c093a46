using System.Text.Json.Nodes;
using Valiqor.Scanner.Syntax;

namespace Valiqor.Scanner.Finders;

/// <summary>
/// Makes JSON Schemas of zod's, as its own converter does: objects are closed unless they say otherwise.
/// </summary>
internal sealed class ZodSchemas(Outline source)
{
    private const int DepthLimit = 20;

    public static bool IsZod(Node node) => node switch
    {
        CallNode { Receiver: WordNode { Name: "z" or "zod" } } => true,
        CallNode { Receiver: CallNode inner } => IsZod(inner),
        _ => false,
    };

    public JsonObject Read(CallNode call) => Read(call, 0).Schema;

    /// <summary>The object of a shape: <c>{ city: z.string() }</c>.</summary>
    public JsonObject OfShape(MapNode shape) => OfShape(shape, 0);

    private JsonObject OfShape(MapNode shape, int depth)
    {
        var properties = new JsonObject();
        var required = new JsonArray();
        foreach (Argument member in shape.Members.Where(member => member.Name is { Length: > 0 }))
        {
            (JsonObject schema, bool optional) = Of(member.Value, depth + 1);
            properties[member.Name!] = schema;
            if (!optional)
            {
                required.Add(member.Name);
            }
        }

        var whole = new JsonObject { ["type"] = "object", ["properties"] = properties };
        if (required.Count > 0)
        {
            whole["required"] = required;
        }

        if (!shape.IsOpen)
        {
            whole["additionalProperties"] = false;
        }

        return whole;
    }

    private (JsonObject Schema, bool Optional) Of(Node? node, int depth) =>
        node is not null && depth <= DepthLimit && source.Resolve(node) is CallNode call && IsZod(call)
            ? Read(call, depth)
            : ([], false);

    /// <summary>Reads a chain from its head on: <c>z.string().min(2).describe("…").optional()</c>.</summary>
    private (JsonObject Schema, bool Optional) Read(CallNode call, int depth)
    {
        var chain = new Stack<CallNode>();
        for (Node? link = call; link is CallNode one; link = one.Receiver)
        {
            chain.Push(one);
        }

        JsonObject schema = OfHead(chain.Pop(), depth);
        bool optional = false;
        foreach (CallNode link in chain)
        {
            switch (link.Name)
            {
                case "optional" or "nullish" or "default" or "catch":
                    optional = true;
                    break;
                case "describe" when source.TextOf(link.Positional.FirstOrDefault()) is { } words:
                    schema["description"] = words.Text;
                    break;
                case "meta" when link.Positional.FirstOrDefault() is MapNode note
                    && source.TextOf(note["description"]) is { } words:
                    schema["description"] = words.Text;
                    break;
                case "int":
                    schema["type"] = "integer";
                    break;
                case "passthrough" or "loose" or "catchall":
                    schema.Remove("additionalProperties");
                    break;
                case "email" or "url" or "uuid" or "datetime" or "date":
                    schema["format"] = link.Name switch { "url" => "uri", "datetime" => "date-time", var name => name };
                    break;
                default:
                    break;
            }
        }

        return (schema, optional);
    }

    private JsonObject OfHead(CallNode head, int depth)
    {
        Node? first = head.Positional.FirstOrDefault();
        switch (head.Name)
        {
            case "object" or "strictObject" or "looseObject":
                JsonObject shape = first is not null && source.Resolve(first) is MapNode map
                    ? OfShape(map, depth)
                    : new JsonObject { ["type"] = "object" };
                if (head.Name == "looseObject")
                {
                    shape.Remove("additionalProperties");
                }

                return shape;
            case "array" or "set":
                return new JsonObject { ["type"] = "array", ["items"] = Of(first, depth + 1).Schema };
            case "enum" or "literal" or "nativeEnum":
                Node[] values = first is ListNode list ? [.. list.Items] : first is null ? [] : [first];
                return new JsonObject
                {
                    ["type"] = "string",
                    ["enum"] = new JsonArray(
                        [.. values.OfType<TextNode>().Select(value => JsonValue.Create(value.Text))]),
                };
            case "union" or "discriminatedUnion":
                ListNode? parts = head.Positional.OfType<ListNode>().FirstOrDefault();
                return new JsonObject
                {
                    ["anyOf"] = new JsonArray(
                        [.. (parts?.Items ?? []).Select(part => Of(part, depth + 1).Schema)]),
                };
            default:
                return OfPlain(head.Name);
        }
    }

    private static JsonObject OfPlain(string name) => name switch
    {
        "string" or "coerce" => new JsonObject { ["type"] = "string" },
        "email" or "uuid" => new JsonObject { ["type"] = "string", ["format"] = name },
        "url" => new JsonObject { ["type"] = "string", ["format"] = "uri" },
        "number" or "float32" or "float64" => new JsonObject { ["type"] = "number" },
        "int" or "int32" or "bigint" => new JsonObject { ["type"] = "integer" },
        "boolean" => new JsonObject { ["type"] = "boolean" },
        "date" => new JsonObject { ["type"] = "string", ["format"] = "date-time" },
        "record" or "map" => new JsonObject { ["type"] = "object" },
        _ => [],
    };
}
