namespace Valiqor.Scanner.Files;

/// <summary>How a file is read.</summary>
internal enum SourceKind
{
    CSharp,
    Python,
    Script,
    Prompt,
}

/// <summary>Tells by its name how a file is to be read.</summary>
internal static class SourceKinds
{
    private static readonly string[] PromptWords = ["prompt", "instruction", "persona", "system_message"];
    private static readonly string[] DefinitionWords = ["tool", "function", "agent", "schema", "prompt"];

    /// <summary>No prompts, whatever folder they are in.</summary>
    private static readonly string[] Papers = ["readme", "changelog", "license", "contributing", "requirements"];

    /// <summary>Null where it is not read.</summary>
    public static SourceKind? KindOf(string path)
    {
        string name = Path.GetFileNameWithoutExtension(path);
        return Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".cs" => SourceKind.CSharp,
            ".py" or ".pyi" => SourceKind.Python,
            ".js" or ".jsx" or ".mjs" or ".cjs" or ".ts" or ".tsx" or ".mts" or ".cts" when !IsMade(name) =>
                SourceKind.Script,
            ".json" when HasWord(name, DefinitionWords) => SourceKind.Script,
            ".prompt" or ".prompty" => SourceKind.Prompt,
            ".md" or ".txt" or ".jinja" or ".jinja2" or ".j2" or ".hbs" or ".mustache"
                when HasWord(path, PromptWords) && !HasWord(name, Papers) => SourceKind.Prompt,
            _ => null,
        };
    }

    /// <summary>Minified scripts and declarations of types are made by tools.</summary>
    private static bool IsMade(string name) =>
        name.EndsWith(".min", StringComparison.Ordinal) || name.EndsWith(".d", StringComparison.Ordinal);

    private static bool HasWord(string text, string[] words) =>
        words.Any(word => text.Contains(word, StringComparison.OrdinalIgnoreCase));
}
