using System.Collections.Immutable;
using Valiqor.Analysis.Detectors.HallucinationGrounding;
using Valiqor.Analysis.Detectors.RetrievalFailures;

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
        new IncorrectCitation(),

        // retrieval_failures
        new IrrelevantRetrieval(),

        // tool_failures

        // security_safety
    ];
}
