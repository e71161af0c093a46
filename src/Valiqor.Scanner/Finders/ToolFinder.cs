using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Nodes;
using Valiqor.Analysis.Scans;
using Valiqor.Scanner.Syntax;

namespace Valiqor.Scanner.Finders;

/// <summary>Finds tools: JSON definitions, marked functions, and what libraries make of functions.</summary>
internal sealed class ToolFinder(Outline source, FileFindings found)
{
    private static readonly FrozenSet<string> Marks = FrozenSet.ToFrozenSet(
    [
        "tool", "function_tool", "ai_function", "kernel_function", "tool_plain", "beta_tool", "KernelFunction",
        "McpServerTool",
    ], StringComparer.Ordinal);

    private static readonly string[] SchemaNames =
        ["parameters", "inputSchema", "input_schema", "schema", "args_schema", "functionParameters"];

    private static readonly string[] Sure = ["parameters", "inputSchema", "input_schema"];

    private readonly SchemaReader _schemas = new(source);

    public static void Find(Outline source, FileFindings found) => new ToolFinder(source, found).Find();

    private void Find()
    {
        foreach (Node node in source.All)
        {
            switch (node)
            {
                case FunctionNode function:
                    FindMarked(function);
                    break;
                case MapNode map:
                    FindDefinition(map);
                    FindNamed(map.Members.Select(member => (member.Name, member.Value)));
                    break;
                case AssignmentNode assignment:
                    FindNamed([(assignment.Name[(assignment.Name.LastIndexOf('.') + 1)..], assignment.Value)]);
                    break;
                case CallNode call:
                    FindCall(call);
                    break;
                default:
                    break;
            }
        }
    }

    /// <summary>A function with <c>@tool</c>, <c>[KernelFunction]</c> or their like.</summary>
    private void FindMarked(FunctionNode function)
    {
        CallNode? mark = function.Marks.FirstOrDefault(mark => Marks.Contains(mark.Name));
        if (mark is null)
        {
            return;
        }

        string? name = source.TextOf(mark["name"] ?? mark["name_or_callable"] ?? mark["Name"]
            ?? mark.Positional.FirstOrDefault())?.Text;
        Node? schema = mark["args_schema"];
        AddFunction(
            function,
            name ?? function.Name,
            source.TextOf(mark["description"] ?? mark["Description"])?.Text,
            schema);
    }

    private void AddFunction(FunctionNode function, string name, string? description, Node? schema)
    {
        CallNode? words = function.Marks.FirstOrDefault(mark => mark.Name == "Description");
        string? documentation = words is null ? Docstrings.Summary(function.Documentation)
            : source.TextOf(words.Positional.FirstOrDefault())?.Text;
        Add(
            function.Line,
            name,
            description ?? documentation,
            schema is null ? _schemas.OfFunction(function) : _schemas.Read(schema));
    }

    /// <summary>A definition as providers take it, in either of OpenAI's forms or Anthropic's.</summary>
    private void FindDefinition(MapNode map)
    {
        bool isWrapped = source.TextOf(map["type"])?.Text == "function" && map["function"] is MapNode;
        MapNode shape = isWrapped ? (MapNode)map["function"]! : map;
        bool isDescribed = shape["description"] is not null;

        // A name and a schema alone are also how an answer's format is asked for.
        bool isTool = isWrapped || (SchemaOf(shape) is not null && isDescribed)
            || Sure.Any(part => shape[part] is not null);
        if (isTool && source.TextOf(shape["name"]) is { Text.Length: > 0 } name)
        {
            Add(name.Line, name.Text, source.TextOf(shape["description"])?.Text, ReadSchema(shape));
        }
    }

    /// <summary>The AI SDK's <c>weather: tool({ … })</c>, whose name is that of the member or variable.</summary>
    private void FindNamed(IEnumerable<(string? Name, Node Value)> values)
    {
        foreach ((string? name, Node value) in values)
        {
            if (name is not null
                && value is CallNode { Name: "tool" or "createTool" } call
                && call.Positional.FirstOrDefault() is MapNode shape
                && shape["name"] is null)
            {
                string id = source.TextOf(shape["id"])?.Text ?? name;
                Add(call.Line, id, source.TextOf(shape["description"])?.Text, ReadSchema(shape));
            }
        }
    }

    private void FindCall(CallNode call)
    {
        switch (call.Name)
        {
            case "tool" or "registerTool"
                when call.Receiver is not null && call.Positional.FirstOrDefault() is TextNode name:
                FindRegistered(call, name);
                break;
            case "StructuredTool" or "Tool" or "DynamicTool" or "DynamicStructuredTool" or "FunctionTool":
                FindMade(call);
                break;
            case "from_function" or "from_defaults":
                FindMade(call);
                break;
            case "zodFunction" or "zodResponsesFunction" when call.Positional.FirstOrDefault() is MapNode shape:
                Add(call.Line, source.TextOf(shape["name"])?.Text, source.TextOf(shape["description"])?.Text,
                    ReadSchema(shape));
                break;
            case "CreateFunctionTool":
                Node[] parts = [.. call.Positional];
                Add(
                    call.Line,
                    source.TextOf(call["functionName"] ?? parts.ElementAtOrDefault(0))?.Text,
                    source.TextOf(call["functionDescription"] ?? parts.ElementAtOrDefault(1))?.Text,
                    (call["functionParameters"] ?? parts.ElementAtOrDefault(2)) is { } schema
                        ? _schemas.Read(schema)
                        : null);
                break;
            case "Create" or "CreateFromMethod"
                when call.Receiver is WordNode { Last: "AIFunctionFactory" or "KernelFunctionFactory" }:
                FindFactory(call);
                break;
            default:
                break;
        }
    }

    /// <summary>MCP's <c>server.tool("name", "description", { … }, handler)</c> and <c>registerTool</c>.</summary>
    private void FindRegistered(CallNode call, TextNode name)
    {
        Node[] rest = [.. call.Positional.Skip(1)];
        string? description = source.TextOf(rest.OfType<TextNode>().FirstOrDefault())?.Text;
        MapNode? shape = rest.OfType<MapNode>().FirstOrDefault();
        if (call.Name == "registerTool" && shape is not null)
        {
            Add(name.Line, name.Text, source.TextOf(shape["description"])?.Text, ReadSchema(shape));
        }
        else
        {
            Add(name.Line, name.Text, description, shape is null ? null : _schemas.Read(shape));
        }
    }

    /// <summary><c>StructuredTool.from_function(func=f, name="…", description="…", args_schema=S)</c>.</summary>
    private void FindMade(CallNode call)
    {
        MapNode? shape = call.Positional.OfType<MapNode>().FirstOrDefault();
        Node? Part(string name) => call[name] ?? shape?[name];

        Node? function = Part("func") ?? Part("fn") ?? Part("coroutine") ?? call.Positional.FirstOrDefault();
        FunctionNode? known = function is WordNode word ? source.Functions[word.Last].FirstOrDefault() : null;
        string? name = source.TextOf(Part("name"))?.Text ?? known?.Name;
        Node? schema = SchemaNames.Select(Part).FirstOrDefault(part => part is not null);
        if (shape is not null && SchemaOf(shape) is not null && shape["name"] is not null)
        {
            // It is found as a definition as well.
            return;
        }

        Add(
            call.Line,
            name,
            source.TextOf(Part("description"))?.Text ?? Docstrings.Summary(known?.Documentation),
            schema is not null ? _schemas.Read(schema) : known is null ? null : _schemas.OfFunction(known));
    }

    /// <summary><c>AIFunctionFactory.Create(Method, "name", "description")</c>.</summary>
    private void FindFactory(CallNode call)
    {
        Node[] parts = [.. call.Positional];
        FunctionNode? known = parts.FirstOrDefault() is WordNode word
            ? source.Functions[word.Last].FirstOrDefault()
            : null;
        string? name = source.TextOf(call["name"] ?? call["functionName"] ?? parts.ElementAtOrDefault(1))?.Text;
        string? description = source.TextOf(call["description"] ?? parts.ElementAtOrDefault(2))?.Text;
        if (known is not null)
        {
            AddFunction(known, name ?? known.Name, description, null);
        }
        else
        {
            Add(call.Line, name, description, null);
        }
    }

    private static Node? SchemaOf(MapNode shape) =>
        SchemaNames.Select(name => shape[name]).FirstOrDefault(schema => schema is not null);

    private JsonObject? ReadSchema(MapNode shape) => SchemaOf(shape) is { } schema ? _schemas.Read(schema) : null;

    private void Add(int line, string? name, string? description, JsonObject? schema)
    {
        if (name is { Length: > 0 })
        {
            found.AddTool(new ScannedTool
            {
                Line = line,
                Name = name,
                Description = description,
                Parameters = schema is null ? null : JsonDocument.Parse(schema.ToJsonString()).RootElement.Clone(),
            });
        }
    }
}
