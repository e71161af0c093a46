using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Valiqor.Analysis.Scans;

/// <summary>Reads one entry of a context map, by each name that its parts are known to have.</summary>
internal static class Entry
{
    private const int TextCharacters = 20_000;
    private const int NameCharacters = 300;

    private static readonly string[] Paths = ["path", "file", "file_path", "filename", "filepath", "source_file"];
    private static readonly string[] Lines = ["line", "line_number", "start_line", "lineno", "line_start"];
    private static readonly string[] Places = ["location", "place", "source", "position"];
    private static readonly string[] Texts = ["text", "content", "template", "prompt", "value", "snippet"];
    private static readonly string[] Schemas = ["parameters", "input_schema", "inputSchema", "schema", "args_schema"];
    private static readonly string[] Tokens =
        ["max_tokens", "max_output_tokens", "max_completion_tokens", "maxTokens", "maxOutputTokens", "num_predict"];

    public static SourcePlace Place(JsonElement row, SourcePlace inherited)
    {
        if (row.ValueKind != JsonValueKind.Object)
        {
            return inherited;
        }

        foreach (string name in Places)
        {
            if (row.TryGetProperty(name, out JsonElement place) && place.ValueKind == JsonValueKind.Object)
            {
                inherited = Place(place, inherited);
            }
        }

        string? path = First(row, Paths) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
        int line = Whole(First(row, Lines)) ?? 0;
        path ??= First(row, Places) is { ValueKind: JsonValueKind.String } where ? where.GetString() : null;
        if (path is null)
        {
            return line > 0 ? inherited with { Line = line } : inherited;
        }

        // "src/agent.py:12", as compilers and grep write places.
        int colon = path.LastIndexOf(':');
        if (line == 0 && colon > 0 && int.TryParse(path.AsSpan(colon + 1), CultureInfo.InvariantCulture, out int after))
        {
            (path, line) = (path[..colon], after);
        }

        return new SourcePlace(Cut(path.Replace('\\', '/'), NameCharacters), Math.Max(0, line));
    }

    public static ScannedPrompt? Prompt(JsonElement row, string? name, SourcePlace inherited)
    {
        SourcePlace place = Place(row, inherited);
        if (row.ValueKind == JsonValueKind.String)
        {
            string text = row.GetString()!;

            // A word without blanks is the path of a prompt file, not a prompt.
            return text.Contains(' ', StringComparison.Ordinal)
                ? Prompt(text, place, name, null, [])
                : new ScannedPrompt { Path = Cut(text, NameCharacters), Name = name };
        }

        return row.ValueKind != JsonValueKind.Object ? null : Prompt(
            First(row, Texts) is { ValueKind: JsonValueKind.String } content ? content.GetString()! : "",
            place,
            Text(row, "name") ?? name,
            Text(row, "role") ?? RoleOf(Text(row, "type") ?? Text(row, "kind")),
            Strings(row, "secrets"));
    }

    /// <summary>The text that an agent's entry instructs it with.</summary>
    public static ScannedPrompt? Instructions(JsonElement agent, string? name, SourcePlace place) =>
        First(agent, ["instructions", "system_prompt", "system_message", "prompt"]) is
            { ValueKind: JsonValueKind.String } text
            ? Prompt(text.GetString()!, place, Text(agent, "name") ?? name, "system", [])
            : null;

    public static ScannedTool? Tool(JsonElement row, string? name, SourcePlace inherited)
    {
        if (row.ValueKind != JsonValueKind.Object)
        {
            // A name alone refers to a tool; it does not say that the tool has neither words nor a schema.
            return null;
        }

        JsonElement shape = row.TryGetProperty("function", out JsonElement nested)
            && nested.ValueKind == JsonValueKind.Object ? nested : row;
        string? called = Text(shape, "name") ?? Text(shape, "tool_name") ?? name;
        SourcePlace place = Place(row, inherited);
        return called is not { Length: > 0 } ? null : new ScannedTool
        {
            Path = place.Path,
            Line = place.Line,
            Name = Cut(called, NameCharacters),
            Description = Text(shape, "description") is { } words
                ? Cut(SecretMask.Apply(words).Text, TextCharacters)
                : null,
            Parameters = Schema(First(shape, Schemas)),
        };
    }

    public static ScannedModelCall? ModelCall(JsonElement row, SourcePlace inherited)
    {
        if (row.ValueKind == JsonValueKind.String)
        {
            // The name of a model without its settings: nothing is known to be absent.
            return new ScannedModelCall { Model = Cut(row.GetString()!, NameCharacters), Partial = true };
        }

        if (row.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        SourcePlace place = Place(row, inherited);
        JsonElement settings = First(row, ["settings", "options", "parameters", "config", "kwargs"]) is
            { ValueKind: JsonValueKind.Object } inner ? inner : row;
        JsonElement? format = First(settings, ["response_format", "responseFormat", "format"]);
        return new ScannedModelCall
        {
            Path = place.Path,
            Line = place.Line,
            Provider = Text(row, "provider") ?? Text(row, "library") ?? Text(row, "framework"),
            Function = Text(row, "function") ?? Text(row, "call") ?? Text(row, "method"),
            Model = Text(row, "model") ?? Text(row, "model_name") ?? Text(row, "deployment") ?? Text(row, "name"),
            Temperature = Number(First(settings, ["temperature"])),
            MaxTokens = Whole(First(settings, Tokens)),
            ResponseFormat = format is null ? null : Text(format.Value, "type") ?? Cut(Plain(format.Value), 100),
            Stream = First(settings, ["stream", "streaming"])?.ValueKind switch
            {
                JsonValueKind.True => true,
                JsonValueKind.False => false,
                _ => null,
            },
            Partial = First(row, ["partial"]) is { ValueKind: JsonValueKind.True },
        };
    }

    public static ScannedWorkflow? Workflow(JsonElement row, string? name, SourcePlace inherited)
    {
        if (row.ValueKind == JsonValueKind.String)
        {
            return new ScannedWorkflow { Path = inherited.Path, Name = Cut(row.GetString()!, NameCharacters) };
        }

        SourcePlace place = Place(row, inherited);
        return row.ValueKind != JsonValueKind.Object ? null : new ScannedWorkflow
        {
            Path = place.Path,
            Line = place.Line,
            Name = Text(row, "name") ?? Text(row, "id") ?? name,
            Kind = Text(row, "kind") ?? Text(row, "type"),
            Framework = Text(row, "framework") ?? Text(row, "library"),
            Nodes = Strings(row, "nodes"),
        };
    }

    public static ImmutableArray<ScannedFile> Files(JsonElement root) =>
        root.ValueKind == JsonValueKind.Object
        && root.TryGetProperty("files", out JsonElement files)
        && files.ValueKind == JsonValueKind.Array
            ?
            [
                .. from row in files.EnumerateArray().Take(ContextMapReader.MostEntries)
                   let place = Place(row, default)
                   where place.IsKnown
                   select new ScannedFile(
                       place.Path,
                       (long)(Number(First(row, ["size_bytes", "size"])) ?? 0),
                       Text(row, "extension") ?? Path.GetExtension(place.Path)),
            ]
            : [];

    /// <summary>The string of a member; null where it is none.</summary>
    public static string? Text(JsonElement row, string name) =>
        row.ValueKind == JsonValueKind.Object
        && row.TryGetProperty(name, out JsonElement value)
        && value.ValueKind == JsonValueKind.String
            ? Cut(value.GetString()!, TextCharacters)
            : null;

    public static DateTimeOffset? Time(JsonElement row, string name) =>
        Text(row, name) is { } text
        && DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time)
            ? time
            : null;

    private static ScannedPrompt Prompt(
        string text,
        SourcePlace place,
        string? name,
        string? role,
        ImmutableArray<string> secrets)
    {
        (string masked, ImmutableArray<string> kinds) = SecretMask.Apply(Cut(text, TextCharacters));
        return new ScannedPrompt
        {
            Path = place.Path,
            Line = place.Line,
            Name = name,
            Role = role,
            Text = masked,
            Secrets = [.. secrets.Union(kinds)],
        };
    }

    private static string? RoleOf(string? kind) => kind switch
    {
        null => null,
        _ when kind.Contains("system", StringComparison.OrdinalIgnoreCase) => "system",
        _ when kind.Contains("user", StringComparison.OrdinalIgnoreCase) => "user",
        _ when kind.Contains("assistant", StringComparison.OrdinalIgnoreCase) => "assistant",
        _ when kind.Contains("template", StringComparison.OrdinalIgnoreCase) => "template",
        _ => null,
    };

    private static JsonElement? Schema(JsonElement? schema)
    {
        if (schema is not { ValueKind: JsonValueKind.Object } found)
        {
            return null;
        }

        // Throws where a text in it is no Unicode, as reading any other text does.
        using var check = new Utf8JsonWriter(Stream.Null);
        found.WriteTo(check);
        string text = found.GetRawText();
        (string masked, ImmutableArray<string> kinds) = SecretMask.Apply(text);
        try
        {
            return kinds.IsEmpty ? found.Clone() : JsonDocument.Parse(masked).RootElement.Clone();
        }
        catch (JsonException)
        {
            // The mask took a bracket with it: better no schema than a secret.
            return null;
        }
    }

    private static ImmutableArray<string> Strings(JsonElement row, string name) =>
        row.TryGetProperty(name, out JsonElement list) && list.ValueKind == JsonValueKind.Array
            ?
            [
                .. from value in list.EnumerateArray().Take(ContextMapReader.MostEntries)
                   let text = value.ValueKind == JsonValueKind.String ? value.GetString() : Text(value, "name")
                   where text is { Length: > 0 }
                   select Cut(text, NameCharacters),
            ]
            : [];

    private static JsonElement? First(JsonElement row, ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            if (row.ValueKind == JsonValueKind.Object
                && row.TryGetProperty(name, out JsonElement value)
                && value.ValueKind != JsonValueKind.Null)
            {
                return value;
            }
        }

        return null;
    }

    private static string Plain(JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();

    private static double? Number(JsonElement? value) =>
        value is { ValueKind: JsonValueKind.Number } number && number.TryGetDouble(out double result)
            ? result
            : null;

    private static int? Whole(JsonElement? value) =>
        value is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out int result) ? result : null;

    private static string Cut(string text, int limit) => text.Length <= limit ? text
        : text[..(char.IsHighSurrogate(text[limit - 1]) ? limit - 1 : limit)];
}
