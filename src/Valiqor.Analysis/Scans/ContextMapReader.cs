using System.Collections.Immutable;
using System.Text.Json;

namespace Valiqor.Analysis.Scans;

/// <summary>
/// Reads context maps: the public scanner's, our own, and whatever names prompts, tools, model calls and workflows in a
/// like manner. Secrets in them are masked on the way in.
/// </summary>
/// <remarks>
/// A list may be an array, or an object by name. Lists are looked for at the top, in entries of <c>files</c> and other
/// containers, and in workflows, whose file then counts for what has none of its own. Unknown members are ignored.
/// </remarks>
public static class ContextMapReader
{
    /// <summary>The most prompts, tools, model calls or workflows of a map, each kind counted by itself.</summary>
    public const int MostEntries = 5_000;

    /// <summary>Deeper JSON is refused: maps are shallow, and tool schemas not much deeper.</summary>
    public const int DepthLimit = 64;

    // An entry of a container may be a container: four levels are more than any scanner writes.
    private const int NestingLimit = 4;

    private static readonly string[] Prompts = ["prompts", "prompt_templates", "system_prompts", "templates"];
    private static readonly string[] Tools = ["tools", "tool_definitions", "functions"];
    private static readonly string[] Calls = ["model_calls", "llm_calls", "models", "model_usage"];
    private static readonly string[] Workflows = ["workflows", "chains", "agents", "graphs", "pipelines"];

    private static readonly string[] Containers =
        ["files", "modules", "context_map", "context", "scan", "results", "result", "data"];

    /// <summary>
    /// The map in a UTF-8 text; or null, and in <paramref name="fault"/> a sentence that says where and why not.
    /// </summary>
    public static ContextMap? Read(ReadOnlyMemory<byte> json, out string? fault)
    {
        ReadOnlyMemory<byte> text = json.Span.StartsWith("\uFEFF"u8) ? json[3..] : json;
        try
        {
            using JsonDocument document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = DepthLimit });
            return Read(document.RootElement, out fault);
        }
        catch (JsonException e)
        {
            string at = e is { LineNumber: { } line, BytePositionInLine: { } column }
                ? $"line {line + 1}, byte {column + 1}: "
                : "";
            bool deep = e.Message.Contains("depth", StringComparison.OrdinalIgnoreCase);
            fault = deep
                ? $"{at}the JSON is nested more than {DepthLimit} levels deep."
                : $"{at}this is not valid JSON: give the context map that a scanner wrote.";
            return null;
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair: valid JSON, but no text.
            fault = "a text has half of a surrogate pair (\\ud800–\\udfff), which is not valid Unicode.";
            return null;
        }
    }

    private static ContextMap? Read(JsonElement root, out string? fault)
    {
        var found = new Found();
        switch (root.ValueKind)
        {
            case JsonValueKind.Object:
                ReadObject(root, default, found, 0);
                break;
            case JsonValueKind.Array:
                ReadContainer(root, default, found, 0);
                break;
            default:
                fault = "line 1: a context map is a JSON object with prompts, tools, model_calls and workflows.";
                return null;
        }

        fault = found.Fault();
        return fault is not null ? null : new ContextMap
        {
            RepoPath = Entry.Text(root, "repo_path"),
            ScanTimestamp = Entry.Time(root, "scan_timestamp"),
            Files = Entry.Files(root),
            Prompts = found.Prompts.ToImmutable(),
            Tools = found.Tools.ToImmutable(),
            ModelCalls = found.ModelCalls.ToImmutable(),
            Workflows = found.Workflows.ToImmutable(),
        };
    }

    private static void ReadObject(JsonElement element, SourcePlace inherited, Found found, int nesting)
    {
        foreach (JsonProperty member in element.EnumerateObject())
        {
            if (member.Value.ValueKind is not (JsonValueKind.Array or JsonValueKind.Object))
            {
                continue;
            }

            if (Prompts.Contains(member.Name))
            {
                Each(member.Value, (name, row) => found.Add(Entry.Prompt(row, name, inherited)));
            }
            else if (Tools.Contains(member.Name))
            {
                Each(member.Value, (name, row) => found.Add(Entry.Tool(row, name, inherited)));
            }
            else if (Calls.Contains(member.Name))
            {
                Each(member.Value, (_, row) => found.Add(Entry.ModelCall(row, inherited)));
            }
            else if (Workflows.Contains(member.Name))
            {
                Each(member.Value, (name, row) => ReadWorkflow(row, name, inherited, found, nesting));
            }
            else if (Containers.Contains(member.Name) && nesting < NestingLimit)
            {
                ReadContainer(member.Value, inherited, found, nesting + 1);
            }
        }
    }

    private static void ReadWorkflow(
        JsonElement row,
        string? name,
        SourcePlace inherited,
        Found found,
        int nesting)
    {
        found.Add(Entry.Workflow(row, name, inherited));
        if (row.ValueKind == JsonValueKind.Object && nesting < NestingLimit)
        {
            SourcePlace place = Entry.Place(row, inherited);
            found.Add(Entry.Instructions(row, name, place));
            ReadObject(row, place, found, nesting + 1);
        }
    }

    private static void ReadContainer(JsonElement container, SourcePlace inherited, Found found, int nesting)
    {
        if (container.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement row in container.EnumerateArray())
            {
                if (row.ValueKind == JsonValueKind.Object)
                {
                    ReadObject(row, Entry.Place(row, inherited), found, nesting);
                }
            }
        }
        else
        {
            ReadObject(container, Entry.Place(container, inherited), found, nesting);
        }
    }

    private static void Each(JsonElement list, Action<string?, JsonElement> read)
    {
        if (list.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement row in list.EnumerateArray())
            {
                read(null, row);
            }
        }
        else
        {
            foreach (JsonProperty row in list.EnumerateObject())
            {
                read(row.Name, row.Value);
            }
        }
    }

    private sealed class Found
    {
        public ImmutableArray<ScannedPrompt>.Builder Prompts { get; } = ImmutableArray.CreateBuilder<ScannedPrompt>();

        public ImmutableArray<ScannedTool>.Builder Tools { get; } = ImmutableArray.CreateBuilder<ScannedTool>();

        public ImmutableArray<ScannedModelCall>.Builder ModelCalls { get; } =
            ImmutableArray.CreateBuilder<ScannedModelCall>();

        public ImmutableArray<ScannedWorkflow>.Builder Workflows { get; } =
            ImmutableArray.CreateBuilder<ScannedWorkflow>();

        public void Add(ScannedPrompt? prompt) => Add(Prompts, prompt);

        public void Add(ScannedTool? tool) => Add(Tools, tool);

        public void Add(ScannedModelCall? call) => Add(ModelCalls, call);

        public void Add(ScannedWorkflow? workflow) => Add(Workflows, workflow);

        public string? Fault()
        {
            (int Count, string Kind)[] kinds =
            [
                (Prompts.Count, "prompts"), (Tools.Count, "tools"),
                (ModelCalls.Count, "model calls"), (Workflows.Count, "workflows"),
            ];
            (int count, string kind) = kinds.MaxBy(row => row.Count);
            return count > MostEntries
                ? $"the map has more than {MostEntries} {kind}: scan a part of the sources."
                : null;
        }

        /// <summary>One more than the limit is kept, which tells that there were too many.</summary>
        private static void Add<T>(ImmutableArray<T>.Builder list, T? row)
            where T : class
        {
            if (row is not null && list.Count <= MostEntries)
            {
                list.Add(row);
            }
        }
    }
}
