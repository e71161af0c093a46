using System.Collections.Immutable;
using Valiqor.Analysis.Items;
using Valiqor.Text.Patterns;

namespace Valiqor.Analysis.Scans;

/// <summary>A scan, made ready for many questions about it.</summary>
/// <remarks>Not thread-safe: one slice is analysed by one thread.</remarks>
public sealed class ScanFacts(ContextMap map)
{
    // Datasets have few different system prompts; one with more is looked at afresh each time.
    private const int RememberedPrompts = 1_000;

    private readonly ImmutableArray<PromptFacts> _prompts =
        [.. map.Prompts.Select(prompt => new PromptFacts(prompt)).Where(prompt => prompt.IsForModel)];

    private readonly ILookup<string, ScannedTool> _tools =
        map.Tools.ToLookup(tool => tool.Name, StringComparer.Ordinal);

    private readonly Dictionary<string, PromptChoice> _choices = new(StringComparer.Ordinal);
    private PromptChoice? _all;

    public ImmutableArray<ScannedTool> Tools => map.Tools;

    /// <summary>
    /// The prompts that may have instructed an item: those that its recorded system prompt came from, or all where it
    /// has none. Empty where the item has one that the scan does not know.
    /// </summary>
    public PromptChoice PromptsOf(Item item)
    {
        if (item.SystemPrompt is not { Length: > 0 } recorded)
        {
            return _all ??= new PromptChoice(_prompts, [], IsExact: false);
        }

        if (_choices.TryGetValue(recorded, out PromptChoice? known))
        {
            return known;
        }

        string flat = Blanks.Replace(recorded, " ").Trim();
        ImmutableArray<PromptFacts> matching = [.. _prompts.Where(prompt => PromptMatch.Matches(prompt, flat))];
        ImmutableArray<PromptFacts> besides =
            [.. _prompts.Where(prompt => prompt.IsForUser && !matching.Contains(prompt))];
        var choice = new PromptChoice(matching, besides, IsExact: true);
        if (_choices.Count < RememberedPrompts)
        {
            _choices[recorded] = choice;
        }

        return choice;
    }

    /// <summary>The tools of a name. Several files may define one.</summary>
    public ImmutableArray<ScannedTool> ToolsNamed(string name) => [.. _tools[name]];

    /// <summary>
    /// The model calls that may have made an item: those of the model that its <c>metadata.model</c> names, or all
    /// where it names none or the scan does not know it.
    /// </summary>
    public ImmutableArray<ScannedModelCall> CallsOf(Item item)
    {
        if (item.Metadata.TryGetValue("model", out string? model))
        {
            ImmutableArray<ScannedModelCall> named = [.. map.ModelCalls.Where(call => call.Model == model)];
            if (!named.IsEmpty)
            {
                return named;
            }
        }

        return map.ModelCalls;
    }

    private static readonly Pattern Blanks = Pattern.Of(@"\s+");
}

/// <summary>Which prompts may have instructed an item.</summary>
/// <param name="Besides">Prompts that may have come along with those: what they say is said as well.</param>
/// <param name="IsExact">True where the item's own system prompt tells.</param>
public sealed record PromptChoice(
    ImmutableArray<PromptFacts> Prompts,
    ImmutableArray<PromptFacts> Besides,
    bool IsExact)
{
    /// <summary>True where none of them, and nothing that may come along, has it.</summary>
    public bool NoneHas(Func<PromptFacts, bool> trait) =>
        !Prompts.IsEmpty && !Prompts.Any(trait) && !Besides.Any(trait);
}
