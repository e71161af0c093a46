using System.Collections.Immutable;

namespace Valiqor.Analysis.Items;

public enum Decision
{
    Pass,
    Fail,
    Unsure,
    NotApplicable,
}

/// <summary>Where in the application's pipeline a failure arose.</summary>
public enum PipelineStage
{
    Unknown,
    Retrieval,
    Synthesis,
    ToolExecution,
    Routing,
    LlmCall,
}

/// <summary>What a detector says of an item, and the places in the item that made it say so.</summary>
/// <param name="Confidence">
/// 0–1: how often a verdict of this kind is right, as measured or as argued at the rule.
/// </param>
public sealed record Signal(Decision Decision, double Confidence)
{
    /// <summary>Nothing this detector looks for stands in the item.</summary>
    public static Signal NotApplicable { get; } = new(Decision.NotApplicable, 0);

    public ImmutableArray<Evidence> Evidence { get; init; } = [];

    /// <summary>One sentence to a developer: why this failed.</summary>
    public string? RootCause { get; init; }

    /// <summary>One sentence to a developer: what to change.</summary>
    public string? SuggestedFix { get; init; }

    /// <summary>Set where the rule knows better than the taxonomy's usual stage.</summary>
    public PipelineStage? Stage { get; init; }

    /// <summary>The safety category ("S9") that the finding belongs to, for security detectors.</summary>
    public string? SecurityCategory { get; init; }

    public static Signal Pass(double confidence) => new(Decision.Pass, confidence);

    public static Signal Fail(
        double confidence,
        string rootCause,
        string suggestedFix,
        params ImmutableArray<Evidence> evidence) =>
        new(Decision.Fail, confidence) { RootCause = rootCause, SuggestedFix = suggestedFix, Evidence = evidence };

    public static Signal Unsure(double confidence, string why, params ImmutableArray<Evidence> evidence) =>
        new(Decision.Unsure, confidence) { RootCause = why, Evidence = evidence };
}
