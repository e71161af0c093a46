using System.Collections.Immutable;
using System.Text.Json;
using static Valiqor.Text.Json.JsonWords;

namespace Valiqor.Analysis.Items;

/// <summary>Reads an item from customers' JSON in every accepted shape, and says what is wrong with others.</summary>
/// <remarks>
/// Unknown members are ignored. A tool call may name itself by <c>name</c>, <c>tool</c>, <c>tool_name</c> or
/// <c>function.name</c>, and its arguments by <c>arguments</c>, <c>args</c>, <c>input</c> or <c>function.arguments</c>.
/// </remarks>
public static class ItemParser
{
    private static readonly string[] CallNames = ["name", "tool", "tool_name"];
    private static readonly string[] CallArguments = ["arguments", "args", "input"];
    private static readonly string[] CallOutputs = ["output", "result"];
    private static readonly string[] PassageTexts = ["text", "content", "page_content", "snippet", "body"];

    /// <summary>Parses UTF-8 JSON text. On failure <paramref name="problems"/> says everything that is wrong.</summary>
    public static Item? Parse(ReadOnlyMemory<byte> json, out ImmutableArray<ItemProblem> problems)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            return Parse(document.RootElement, out problems);
        }
        catch (JsonException e)
        {
            string at = e.BytePositionInLine is { } position ? $" at byte {position + 1}" : "";
            problems = [new ItemProblem([], $"This is not valid JSON{at}.", "json_invalid")];
            return null;
        }
    }

    /// <summary>Reads an item that is already parsed. The item does not hold on to the element.</summary>
    public static Item? Parse(JsonElement element, out ImmutableArray<ItemProblem> problems)
    {
        var found = new Problems();
        if (element.ValueKind != JsonValueKind.Object)
        {
            problems = [new ItemProblem([], $"An item is a JSON object, not {KindOf(element)}.", "object_type")];
            return null;
        }

        var item = new Item
        {
            Id = OptionalText(element, "id", found),
            Input = RequiredText(element, "input", found),
            Output = RequiredText(element, "output", found),
            Context = Context(element, found),
            ToolCalls = List(element, "tool_calls", found, ReadCall),
            Tools = List(element, "tools", found, ReadTool),
            SystemPrompt = OptionalText(element, "system_prompt", found),
            Expected = OptionalText(element, "expected", found),
            OutputSchema = OutputSchema(element, found),
            Metadata = Metadata(element, found),
        };
        problems = found.ToImmutable();
        return problems.IsEmpty ? item : null;
    }

    private static string RequiredText(JsonElement element, string name, Problems problems)
    {
        if (!element.TryGetProperty(name, out JsonElement value) || value.ValueKind == JsonValueKind.Null)
        {
            problems.Add([name], $"`{name}` is missing: give the text as a string.", "missing");
            return "";
        }

        if (value.ValueKind != JsonValueKind.String)
        {
            problems.Add([name], $"`{name}` is {KindOf(value)}, and should be a string.", "string_type");
            return "";
        }

        return Text(value, [name], problems);
    }

    private static string? OptionalText(JsonElement element, string name, Problems problems)
    {
        if (!element.TryGetProperty(name, out JsonElement value))
        {
            return null;
        }

        switch (value.ValueKind)
        {
            case JsonValueKind.Null:
                return null;
            case JsonValueKind.String:
                return Text(value, [name], problems);
            case JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False:
                return value.GetRawText();
            default:
                problems.Add([name], $"`{name}` is {KindOf(value)}, and should be a string.", "string_type");
                return null;
        }
    }

    private static ImmutableArray<string> Context(JsonElement element, Problems problems)
    {
        if (!element.TryGetProperty("context", out JsonElement value) || value.ValueKind == JsonValueKind.Null)
        {
            return [];
        }

        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                string text = Text(value, ["context"], problems);
                return text.Length == 0 ? [] : [text];
            case JsonValueKind.Object:
                return [Passage(value, ["context"], problems)];
            case JsonValueKind.Array:
                return [.. value.EnumerateArray().Select((row, i) => Passage(row, ["context", i], problems))];
            default:
                string message = $"`context` is {KindOf(value)}, and should be a string or a list of strings.";
                problems.Add(["context"], message, "string_type");
                return [];
        }
    }

    private static string Passage(JsonElement value, ImmutableArray<object> place, Problems problems)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                return Text(value, place, problems);
            case JsonValueKind.Object:
                JsonElement? text = First(value, PassageTexts);
                return text is { ValueKind: JsonValueKind.String } found
                    ? Text(found, place, problems)
                    : value.GetRawText();
            default:
                string message = $"A passage is {KindOf(value)}, and should be a string or an object with `text`.";
                problems.Add(place, message, "string_type");
                return "";
        }
    }

    private static ImmutableArray<T> List<T>(
        JsonElement element,
        string name,
        Problems problems,
        Func<JsonElement, ImmutableArray<object>, Problems, T> read)
    {
        if (!element.TryGetProperty(name, out JsonElement value) || value.ValueKind == JsonValueKind.Null)
        {
            return [];
        }

        if (value.ValueKind != JsonValueKind.Array)
        {
            problems.Add([name], $"`{name}` is {KindOf(value)}, and should be a list of objects.", "list_type");
            return [];
        }

        var rows = ImmutableArray.CreateBuilder<T>(value.GetArrayLength());
        foreach ((int i, JsonElement row) in value.EnumerateArray().Index())
        {
            if (row.ValueKind == JsonValueKind.Object)
            {
                rows.Add(read(row, [name, i], problems));
            }
            else
            {
                problems.Add([name, i], $"`{name}[{i}]` is {KindOf(row)}, and should be an object.", "object_type");
            }
        }

        return rows.ToImmutable();
    }

    private static ToolCall ReadCall(JsonElement call, ImmutableArray<object> place, Problems problems)
    {
        JsonElement function = call.TryGetProperty("function", out JsonElement nested) ? nested : default;
        JsonElement? name = First(call, CallNames) ?? First(function, CallNames);
        JsonElement? arguments = First(call, CallArguments) ?? First(function, CallArguments);
        return new ToolCall(Plain(name, place, problems) ?? "", Plain(arguments, place, problems) ?? "{}")
        {
            Id = Plain(First(call, ["id"]), place, problems),
            Output = Plain(First(call, CallOutputs), place, problems),
            Error = First(call, ["error"]) is { ValueKind: not JsonValueKind.False } error
                ? Plain(error, place, problems) is { Length: > 0 } text ? text : null
                : null,
        };
    }

    private static ToolDefinition ReadTool(JsonElement tool, ImmutableArray<object> place, Problems problems)
    {
        JsonElement shape = tool.TryGetProperty("function", out JsonElement nested)
            && nested.ValueKind == JsonValueKind.Object ? nested : tool;
        JsonElement? parameters = First(shape, ["parameters", "input_schema", "inputSchema"]);
        return new ToolDefinition(
            Plain(First(shape, ["name"]), place, problems) ?? "",
            Plain(First(shape, ["description"]), place, problems),
            parameters?.Clone());
    }

    private static JsonElement? OutputSchema(JsonElement element, Problems problems)
    {
        if (!element.TryGetProperty("output_schema", out JsonElement value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        if (value.ValueKind is JsonValueKind.Object or JsonValueKind.True or JsonValueKind.False)
        {
            return value.Clone();
        }

        string message =
            $"`output_schema` is {KindOf(value)}, and should be a JSON Schema: an object, true or false.";
        problems.Add(["output_schema"], message, "object_type");
        return null;
    }

    private static ImmutableSortedDictionary<string, string> Metadata(JsonElement element, Problems problems)
    {
        var labels = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);
        if (!element.TryGetProperty("metadata", out JsonElement value) || value.ValueKind == JsonValueKind.Null)
        {
            return labels;
        }

        if (value.ValueKind != JsonValueKind.Object)
        {
            problems.Add(["metadata"], $"`metadata` is {KindOf(value)}, and should be a flat object.", "object_type");
            return labels;
        }

        return labels.SetItems(
            from label in value.EnumerateObject()
            let text = Plain(label.Value, ["metadata", label.Name], problems)
            where text is not null
            select KeyValuePair.Create(label.Name, text));
    }

    private static JsonElement? First(JsonElement element, ReadOnlySpan<string> names)
    {
        if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (string name in names)
            {
                if (element.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null)
                {
                    return value;
                }
            }
        }

        return null;
    }

    /// <summary>A string's own text, and the JSON text of anything else.</summary>
    private static string? Plain(JsonElement? value, ImmutableArray<object> place, Problems problems) => value switch
    {
        null or { ValueKind: JsonValueKind.Null } => null,
        { ValueKind: JsonValueKind.String } text => Text(text, place, problems),
        { } other => other.GetRawText(),
    };

    private static string Text(JsonElement value, ImmutableArray<object> place, Problems problems)
    {
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // A lone surrogate (\ud83d without its other half): valid JSON, but no text that could be stored.
            string message = "The text has half of a surrogate pair (\\ud800–\\udfff), which is not valid Unicode.";
            problems.Add(place, message, "string_unicode");
            return "";
        }
    }

    private sealed class Problems
    {
        private readonly List<ItemProblem> _rows = [];

        public void Add(ImmutableArray<object> place, string message, string type) =>
            _rows.Add(new ItemProblem(place, message, type));

        public ImmutableArray<ItemProblem> ToImmutable() => [.. _rows];
    }
}
