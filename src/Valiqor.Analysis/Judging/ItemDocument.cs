using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Valiqor.Analysis.Items;

namespace Valiqor.Analysis.Judging;

/// <summary>An item as a judge is shown it: one JSON object, shortened where it is too long.</summary>
internal static class ItemDocument
{
    private static readonly JsonWriterOptions Format = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Indented = true,
    };

    /// <param name="cut">The names of the members that were shortened.</param>
    public static string Write(Item item, ImmutableArray<string> cut)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Format))
        {
            json.WriteStartObject();
            WriteText(json, "system_prompt", item.SystemPrompt);
            json.WriteString("input", item.Input);
            WriteContext(json, item.Context);
            WriteTools(json, item.Tools);
            WriteCalls(json, item.ToolCalls);
            json.WriteString("output", item.Output);
            WriteText(json, "expected", item.Expected);
            WriteCut(json, cut);
            json.WriteEndObject();
        }

        // Some servers read the role marks of their models, as <|im_start|>, in what users write. Escaped, they are
        // none, and in JSON the sign stands nowhere but in strings.
        return Encoding.UTF8.GetString(buffer.ToArray()).Replace("<", @"\u003C", StringComparison.Ordinal);
    }

    private static void WriteText(Utf8JsonWriter json, string name, string? text)
    {
        if (!string.IsNullOrEmpty(text))
        {
            json.WriteString(name, text);
        }
    }

    private static void WriteContext(Utf8JsonWriter json, ImmutableArray<string> passages)
    {
        if (passages.IsEmpty)
        {
            return;
        }

        json.WriteStartObject("context");
        foreach ((int index, string passage) in passages.Index())
        {
            json.WriteString($"{index}", passage);
        }

        json.WriteEndObject();
    }

    private static void WriteTools(Utf8JsonWriter json, ImmutableArray<ToolDefinition> tools)
    {
        if (tools.IsEmpty)
        {
            return;
        }

        json.WriteStartArray("tools");
        foreach (ToolDefinition tool in tools)
        {
            json.WriteStartObject();
            json.WriteString("name", tool.Name);
            WriteText(json, "description", tool.Description);
            if (tool.Parameters is { } parameters)
            {
                json.WritePropertyName("parameters");
                parameters.WriteTo(json);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteCalls(Utf8JsonWriter json, ImmutableArray<ToolCall> calls)
    {
        if (calls.IsEmpty)
        {
            return;
        }

        json.WriteStartObject("tool_calls");
        foreach ((int index, ToolCall call) in calls.Index())
        {
            json.WriteStartObject($"{index}");
            json.WriteString("name", call.Name);
            json.WriteString("arguments", call.Arguments);
            WriteText(json, "output", call.Output);
            WriteText(json, "error", call.Error);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteCut(Utf8JsonWriter json, ImmutableArray<string> cut)
    {
        if (cut.IsEmpty)
        {
            return;
        }

        json.WriteStartArray("cut");
        foreach (string name in cut)
        {
            json.WriteStringValue(name);
        }

        json.WriteEndArray();
    }
}
