using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Nodes;
using Valiqor.Scanner.Syntax;

namespace Valiqor.Scanner.Finders;

/// <summary>Makes JSON Schemas of what sources describe arguments by: literals, zod, functions and classes.</summary>
internal sealed class SchemaReader(Outline source)
{
    private const int DepthLimit = 20;

    /// <summary>Calls around a schema that do not change it.</summary>
    private static readonly string[] Wrappers =
        ["jsonSchema", "zodToJsonSchema", "zodSchema", "FromString", "FromObjectAsJson", "Parse", "strict"];

    private static readonly FrozenSet<string> Unasked = FrozenSet.ToFrozenSet(
    [
        "self", "cls", "ctx", "run_manager", "CancellationToken", "Kernel", "KernelArguments", "IServiceProvider",
        "ILogger", "HttpContext", "McpServer", "IMcpServer", "AIFunctionArguments", "IProgress", "RunContext",
        "RunContextWrapper", "ToolContext", "ToolRuntime", "Context", "RunnableConfig", "InjectedState",
        "InjectedStore", "InjectedToolCallId", "InjectedToolArg",
    ], StringComparer.Ordinal);

    private readonly TypeSchemas _types = new(source);

    /// <summary>The schema that a node describes; null where it is made elsewhere.</summary>
    public JsonObject? Read(Node node) => Read(node, 0);

    /// <summary>The schema of a function's parameters: those without a default are required.</summary>
    public JsonObject OfFunction(FunctionNode function)
    {
        FrozenDictionary<string, string> words = Docstrings.Arguments(function.Documentation);
        return OfParameters(
            [.. function.Parameters.Where(parameter => !IsUnasked(parameter))], words);
    }

    private JsonObject? Read(Node node, int depth)
    {
        Node value = source.Resolve(node);
        if (depth > DepthLimit)
        {
            return null;
        }

        switch (value)
        {
            case MapNode map when map.Members.Length > 0 && map.Members.All(member => ZodSchemas.IsZod(member.Value)):
                return new ZodSchemas(source).OfShape(map);
            case MapNode map:
                return Literal(map, depth) as JsonObject;
            case CallNode call when ZodSchemas.IsZod(call):
                return new ZodSchemas(source).Read(call);
            case CallNode { Name: "model_json_schema" or "schema", Receiver: { } type }:
                return Read(type, depth + 1);
            case CallNode call when Wrappers.Contains(call.Name) && call.Positional.FirstOrDefault() is { } inner:
                return source.TextOf(inner) is { } json ? Parsed(json.Text) : Read(inner, depth + 1);
            case TextNode text:
                return Parsed(text.Text);
            case WordNode word when source.Classes[word.Last].FirstOrDefault() is { } type:
                return OfParameters([.. type.Fields], FrozenDictionary<string, string>.Empty);
            default:
                return null;
        }
    }

    private JsonObject OfParameters(IReadOnlyList<Parameter> parameters, FrozenDictionary<string, string> words)
    {
        var properties = new JsonObject();
        var required = new JsonArray();
        foreach (Parameter parameter in parameters)
        {
            JsonObject schema = _types.Of(parameter.Type);
            (Node? absent, string? described) = FieldOf(parameter);
            string? description = parameter.Description ?? described ?? words.GetValueOrDefault(parameter.Name);
            if (description is not null)
            {
                schema["description"] = description;
            }

            properties[parameter.Name] = schema;
            if (absent is null)
            {
                required.Add(parameter.Name);
            }
        }

        var whole = new JsonObject { ["type"] = "object", ["properties"] = properties };
        if (required.Count > 0)
        {
            whole["required"] = required;
        }

        return whole;
    }

    /// <summary>Pydantic's <c>Field(default, description="…")</c>, as a default or in <c>Annotated</c>.</summary>
    private (Node? Default, string? Description) FieldOf(Parameter parameter)
    {
        CallNode? annotated = parameter.Type as CallNode;
        Node? note = annotated is { Name: "Annotated" } ? annotated.Positional.ElementAtOrDefault(1) : null;
        CallNode? field = parameter.Default as CallNode is { Name: "Field" } given ? given
            : note as CallNode is { Name: "Field" } noted ? noted
            : null;
        string? description = source.TextOf(field?["description"])?.Text ?? source.TextOf(note)?.Text;
        if (field is null || !ReferenceEquals(field, parameter.Default))
        {
            return (parameter.Default, description);
        }

        Node? absent = field["default"] ?? field["default_factory"] ?? field.Positional.FirstOrDefault();
        return (absent is OtherNode ? null : absent, description);
    }

    private static bool IsUnasked(Parameter parameter)
    {
        string? type = parameter.Type switch
        {
            WordNode word => word.Last,
            CallNode { Name: "Annotated" } call =>
                call.Positional.Skip(1).Select(NameOf).OfType<string>().FirstOrDefault(Unasked.Contains)
                ?? NameOf(call.Positional.FirstOrDefault()),
            CallNode call => call.Name,
            _ => null,
        };
        return Unasked.Contains(parameter.Name) || (type is not null && Unasked.Contains(type));
    }

    private static string? NameOf(Node? node) => node switch
    {
        WordNode word => word.Last,
        CallNode call => call.Name,
        _ => null,
    };

    /// <summary>A literal of the source as JSON; what is no literal is left out.</summary>
    private JsonNode? Literal(Node node, int depth)
    {
        if (depth > DepthLimit)
        {
            return null;
        }

        switch (source.Resolve(node))
        {
            case TextNode text:
                return JsonValue.Create(text.Text);
            case NumberNode number:
                return number.Value == Math.Floor(number.Value) && Math.Abs(number.Value) < 1e15
                    ? JsonValue.Create((long)number.Value)
                    : JsonValue.Create(number.Value);
            case WordNode word when bool.TryParse(word.Name, out bool flag):
                return JsonValue.Create(flag);
            case ListNode list:
                return new JsonArray([.. list.Items.Select(item => Literal(item, depth + 1))]);
            case CallNode call when ZodSchemas.IsZod(call):
                return new ZodSchemas(source).Read(call);
            case MapNode map:
                var members = new JsonObject();
                foreach (Argument member in map.Members.Where(member => member.Name is { Length: > 0 }))
                {
                    if (Literal(member.Value, depth + 1) is { } value)
                    {
                        members[member.Name!] = value;
                    }
                }

                return members;
            default:
                return null;
        }
    }

    private static JsonObject? Parsed(string json)
    {
        try
        {
            return JsonNode.Parse(json) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
