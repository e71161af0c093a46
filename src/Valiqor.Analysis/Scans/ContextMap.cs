using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Valiqor.Analysis.Scans;

/// <summary>
/// What a scan of an application's sources found: its prompts, tools, model calls and workflows, each with its place.
/// </summary>
/// <remarks>
/// The first members are those of the public scanner's context map, so that its readers find what they know.
/// Paths are relative to the scanned directory, with slashes; secrets are masked.
/// </remarks>
public sealed record ContextMap
{
    /// <summary>The scanned directory's name, not its path on somebody's machine.</summary>
    public string? RepoPath { get; init; }

    public DateTimeOffset? ScanTimestamp { get; init; }

    public int FileCount => Files.Length;

    public long TotalSizeBytes => Files.Sum(file => file.SizeBytes);

    /// <summary>The files that were read.</summary>
    public ImmutableArray<ScannedFile> Files { get; init; } = [];

    /// <summary>The files as nested objects, each file with its size in bytes.</summary>
    public JsonObject Structure => StructureOf(Files);

    /// <summary>What could not be read, and why.</summary>
    public ImmutableArray<SkippedFile> Skipped { get; init; } = [];

    public ImmutableArray<ScannedPrompt> Prompts { get; init; } = [];

    public ImmutableArray<ScannedTool> Tools { get; init; } = [];

    public ImmutableArray<ScannedModelCall> ModelCalls { get; init; } = [];

    public ImmutableArray<ScannedWorkflow> Workflows { get; init; } = [];

    /// <summary>Puts maps of several files together, in their order.</summary>
    public static ContextMap Merge(IReadOnlyCollection<ContextMap> maps) => new()
    {
        RepoPath = maps.Select(map => map.RepoPath).FirstOrDefault(path => path is not null),
        ScanTimestamp = maps.Max(map => map.ScanTimestamp),
        Files = [.. maps.SelectMany(map => map.Files)],
        Skipped = [.. maps.SelectMany(map => map.Skipped)],
        Prompts = [.. maps.SelectMany(map => map.Prompts)],
        Tools = [.. maps.SelectMany(map => map.Tools)],
        ModelCalls = [.. maps.SelectMany(map => map.ModelCalls)],
        Workflows = [.. maps.SelectMany(map => map.Workflows)],
    };

    private static JsonObject StructureOf(ImmutableArray<ScannedFile> files)
    {
        var root = new JsonObject();
        foreach (ScannedFile file in files)
        {
            JsonObject folder = root;
            string[] parts = file.Path.Split('/');
            foreach (string part in parts[..^1])
            {
                if (folder[part] is not JsonObject inner)
                {
                    inner = [];
                    folder[part] = inner;
                }

                folder = inner;
            }

            folder[parts[^1]] = file.SizeBytes;
        }

        return root;
    }
}

/// <param name="Extension">With its dot, in lower case.</param>
public sealed record ScannedFile(string Path, long SizeBytes, string Extension);

/// <param name="Reason">A short phrase: "larger than 1 MiB".</param>
public sealed record SkippedFile(string Path, string Reason);

/// <summary>A place in a source file; the default is none.</summary>
public readonly record struct SourcePlace
{
    private readonly string? _path;

    public SourcePlace(string path, int line) => (_path, Line) = (path, line);

    /// <summary>Empty where the map does not say.</summary>
    public string Path => _path ?? "";

    /// <summary>From 1; 0 where the map does not say.</summary>
    public int Line { get; init; }

    public bool IsKnown => Path.Length > 0;

    /// <summary><c>src/agent.py:12</c></summary>
    public override string ToString() => Line > 0 ? $"{Path}:{Line}" : Path;
}

/// <summary>A text that instructs a model, whole or a template.</summary>
public sealed record ScannedPrompt
{
    public string Path { get; init; } = "";

    public int Line { get; init; }

    /// <summary>The variable, file or message that holds it.</summary>
    public string? Name { get; init; }

    /// <summary><c>system</c>, <c>user</c>, <c>assistant</c> or <c>template</c>; null where it is not told.</summary>
    public string? Role { get; init; }

    /// <summary>What is put in at run time stands as <c>{name}</c>. Empty where the map has only the place.</summary>
    public string Text { get; init; } = "";

    /// <summary>The kinds of secrets that were masked in the text: "an AWS access key".</summary>
    public ImmutableArray<string> Secrets { get; init; } = [];

    public SourcePlace Place() => new(Path, Line);
}

/// <summary>A tool that is offered to a model.</summary>
public sealed record ScannedTool
{
    public string Path { get; init; } = "";

    public int Line { get; init; }

    public required string Name { get; init; }

    public string? Description { get; init; }

    /// <summary>The JSON Schema of its arguments; null where the sources do not show one.</summary>
    public JsonElement? Parameters { get; init; }

    public SourcePlace Place() => new(Path, Line);
}

/// <summary>A call of a model, or the settings of one.</summary>
public sealed record ScannedModelCall
{
    public string Path { get; init; } = "";

    public int Line { get; init; }

    /// <summary>The library: <c>openai</c>, <c>anthropic</c>, <c>langchain</c>.</summary>
    public string? Provider { get; init; }

    /// <summary>What is called: <c>chat.completions.create</c>.</summary>
    public string? Function { get; init; }

    public string? Model { get; init; }

    public double? Temperature { get; init; }

    public int? MaxTokens { get; init; }

    /// <summary>As the source says it: <c>json_object</c>, <c>json_schema</c>, the name of a type.</summary>
    public string? ResponseFormat { get; init; }

    public bool? Stream { get; init; }

    /// <summary>
    /// True where some settings come from elsewhere, so that what is absent here need not be absent in the call.
    /// </summary>
    public bool Partial { get; init; }

    public SourcePlace Place() => new(Path, Line);
}

/// <summary>A graph, chain, crew or agent.</summary>
public sealed record ScannedWorkflow
{
    public string Path { get; init; } = "";

    public int Line { get; init; }

    public string? Name { get; init; }

    /// <summary><c>graph</c>, <c>agent</c>, <c>chain</c> or <c>crew</c>.</summary>
    public string? Kind { get; init; }

    public string? Framework { get; init; }

    /// <summary>The names of its steps, where they can be seen.</summary>
    public ImmutableArray<string> Nodes { get; init; } = [];
}
