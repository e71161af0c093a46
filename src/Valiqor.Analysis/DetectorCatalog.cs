using System.Collections.Immutable;
using Valiqor.Analysis.Detectors.HallucinationGrounding;
using Valiqor.Analysis.Detectors.InstructionCompliance;
using Valiqor.Analysis.Detectors.RetrievalFailures;
using Valiqor.Analysis.Detectors.SecuritySafety;
using Valiqor.Analysis.Detectors.ToolFailures;

namespace Valiqor.Analysis;

/// <summary>Every detector, by bucket. One that is not listed here does not run, and a test says so.</summary>
public static class DetectorCatalog
{
    public static ImmutableArray<IDetector> All { get; } =
    [
        // instruction_compliance
        new TaskNotFollowed(),
        new PartialTaskCompletion(),
        new OutputFormatNonCompliance(),
        new DegenerateOutput(),

        // hallucination_grounding
        new UnsupportedFactualClaim(),
        new ContradictionWithContext(),
        new IncorrectCitation(),

        // retrieval_failures
        new IrrelevantRetrieval(),

        // tool_failures
        new InvalidToolArguments(),
        new ToolErrorUnhandled(),
        new RedundantToolLoop(),

        // security_safety
        new SensitiveDataExposure(),
    ];
}
