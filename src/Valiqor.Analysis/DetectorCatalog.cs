using System.Collections.Immutable;
using Valiqor.Analysis.Detectors.HallucinationGrounding;

namespace Valiqor.Analysis;

/// <summary>Every detector, by bucket. One that is not listed here does not run, and a test says so.</summary>
public static class DetectorCatalog
{
    public static ImmutableArray<IDetector> All { get; } =
    [
        // instruction_compliance

        // hallucination_grounding
        new UnsupportedFactualClaim(),
        new ContradictionWithContext(),

        // retrieval_failures

        // tool_failures

        // security_safety
    ];
}
