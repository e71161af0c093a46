using Valiqor.Analysis.Engine;
using Valiqor.Analysis.Items.Taxonomy;
using Valiqor.Service.Ground;

namespace Valiqor.Service.Judging;

/// <summary>What a judge has to know of a run.</summary>
/// <param name="Detectors">Those of the run, whose hybrids the judge has a part in.</param>
/// <param name="Model">Who judges it, as it was planned; null where the rules are alone.</param>
internal sealed record JudgedRun(
    RunRef Run,
    FeatureKind Kind,
    DetectorSelection Detectors,
    RunScope Scope,
    string? Model)
{
    /// <summary>Of the questions, as it was planned; null before that.</summary>
    public string? PromptVersion { get; init; }

    /// <summary>Whether its options ask for a judge.</summary>
    public bool WantsJudge { get; init; }

    /// <summary>Whether the caller brought a key for the judge.</summary>
    public bool HasOwnKey { get; init; }
}
