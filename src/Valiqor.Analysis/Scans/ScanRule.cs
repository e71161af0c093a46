using System.Collections.Immutable;
using Valiqor.Analysis.Items;

namespace Valiqor.Analysis.Scans;

/// <summary>Lays failures of some kinds to what the sources say, where that explains them.</summary>
/// <param name="Id">A stable <c>snake_case</c> word: the evidence's <c>rule</c>.</param>
/// <param name="Summary">What is so in the sources that it finds, to follow the words "The sources".</param>
/// <param name="Subcategories">The failures it can explain.</param>
/// <param name="Find">Pure: what explains this failure, or nothing.</param>
public sealed record ScanRule(
    string Id,
    string Summary,
    ImmutableArray<string> Subcategories,
    Func<ScanScene, IEnumerable<ScanEvidence>> Find);

/// <summary>A failure, and the scan to explain it with.</summary>
public sealed record ScanScene(ScanFacts Scan, Item Item, Finding Finding)
{
    public ImmutableArray<Evidence> Evidence => Finding.Signal.Evidence;

    /// <summary>The names of the tools whose calls are the evidence.</summary>
    public ImmutableArray<string> FailingTools =>
    [
        .. Evidence
            .Where(place => place.Source == EvidenceSource.ToolCall && place.Index < Item.ToolCalls.Length)
            .Select(place => Item.ToolCalls[place.Index].Name)
            .Where(name => name.Length > 0)
            .Distinct(StringComparer.Ordinal),
    ];

    /// <summary>
    /// Of several prompts that may all have been at work, the one to show: beside the tools of the item, beside a
    /// template that takes passages in where the item has some, or a system prompt.
    /// </summary>
    public PromptFacts NearestOf(ImmutableArray<PromptFacts> prompts)
    {
        HashSet<string> files =
        [
            .. Item.ToolCalls.Select(call => call.Name)
                .Concat(Item.Tools.Select(tool => tool.Name))
                .SelectMany(name => Scan.ToolsNamed(name))
                .Select(tool => tool.Path),
        ];
        if (files.Count == 0 && !Item.Context.IsEmpty)
        {
            files =
            [
                .. from prompt in prompts where prompt.Data != DataPlacement.None select prompt.Prompt.Path,
            ];
        }

        return prompts
            .OrderByDescending(prompt => files.Contains(prompt.Prompt.Path))
            .ThenByDescending(prompt => prompt.Prompt.Role == "system")
            .First();
    }
}

/// <summary>A place in the sources that explains a failure.</summary>
/// <param name="Rule">The id of the rule that found it.</param>
/// <param name="Description">A sentence that says what is amiss there; it names the place.</param>
/// <param name="Fix">A sentence that says what to change there.</param>
public sealed record ScanEvidence(SourcePlace Place, string Rule, string Description, string Fix)
{
    /// <summary>The words of the source: the start of a prompt, a description, a setting.</summary>
    public string? Snippet { get; init; }

    /// <summary>
    /// True where the item itself points there, by the name of its tool or the text of its prompt; false where it only
    /// fits because it is so everywhere in the sources.
    /// </summary>
    public bool IsExact { get; init; }

    /// <summary>0–1. A place that the item points to is right more often than one that only fits.</summary>
    public double Confidence => IsExact ? 0.9 : 0.6;
}
