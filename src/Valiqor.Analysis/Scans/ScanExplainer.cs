using System.Collections.Immutable;
using Valiqor.Analysis.Items;

namespace Valiqor.Analysis.Scans;

/// <summary>Explains failures by the sources of the application that made them.</summary>
/// <remarks>Not thread-safe, as <see cref="ScanFacts"/> is not.</remarks>
public sealed class ScanExplainer(ContextMap map)
{
    /// <summary>The most places of the sources that one failure is laid to: more is no explanation.</summary>
    public const int MostEvidence = 3;

    private readonly ScanFacts _facts = new(map);

    /// <summary>Every rule. One that is not listed here does not run.</summary>
    public static ImmutableArray<ScanRule> Rules { get; } =
        [.. ToolRules.All, .. ModelCallRules.All, .. PromptRules.All];

    private static readonly ILookup<string, ScanRule> BySubcategory = (
        from rule in Rules
        from subcategory in rule.Subcategories
        select (subcategory, rule)).ToLookup(row => row.subcategory, row => row.rule, StringComparer.Ordinal);

    /// <summary>What in the sources explains a finding that fails or is unsure, the surest first.</summary>
    public ImmutableArray<ScanEvidence> Explain(Item item, Finding finding)
    {
        if (finding.Signal.Decision is not (Decision.Fail or Decision.Unsure))
        {
            return [];
        }

        var scene = new ScanScene(_facts, item, finding);
        return
        [
            .. BySubcategory[finding.Subcategory.Id]
                .SelectMany(rule => Ask(rule, scene))
                .OrderByDescending(evidence => evidence.IsExact)
                .Take(MostEvidence),
        ];
    }

    /// <summary>A map may come from anywhere: where it trips a rule, it costs that rule alone.</summary>
    private static ImmutableArray<ScanEvidence> Ask(ScanRule rule, ScanScene scene)
    {
        try
        {
            return [.. rule.Find(scene)];
        }
        catch (Exception)
        {
            return [];
        }
    }
}
