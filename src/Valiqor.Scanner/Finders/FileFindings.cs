using Valiqor.Analysis.Scans;

namespace Valiqor.Scanner.Finders;

/// <summary>What is found in one file. The same thing seen twice is one.</summary>
internal sealed class FileFindings(string path)
{
    private readonly Dictionary<(int Line, string Text), int> _prompts = [];

    public string Path => path;

    public List<ScannedPrompt> Prompts { get; } = [];

    public List<ScannedTool> Tools { get; } = [];

    public List<ScannedModelCall> ModelCalls { get; } = [];

    public List<ScannedWorkflow> Workflows { get; } = [];

    /// <summary>
    /// Adds a prompt, its secrets masked. Where it is there already, by its constant, its role as a message is told.
    /// </summary>
    public void AddPrompt(int line, string text, string? name, string? role)
    {
        if (_prompts.TryGetValue((line, text), out int known))
        {
            ScannedPrompt before = Prompts[known];
            Prompts[known] = before with
            {
                Name = before.Name ?? name,
                Role = before.Role is null or "template" ? role ?? before.Role : before.Role,
            };
            return;
        }

        _prompts[(line, text)] = Prompts.Count;
        (string masked, var kinds) = SecretMask.Apply(text);
        Prompts.Add(new ScannedPrompt
        {
            Path = path,
            Line = line,
            Name = name,
            Role = role,
            Text = masked,
            Secrets = kinds,
        });
    }

    public void AddTool(ScannedTool tool)
    {
        if (!Tools.Any(known => known.Line == tool.Line && known.Name == tool.Name))
        {
            Tools.Add(tool with
            {
                Path = path,
                Description = tool.Description is { } words ? SecretMask.Apply(words.Trim()).Text : null,
            });
        }
    }
}
