using System.Collections.Immutable;
using Valiqor.Analysis.Detectors.InstructionCompliance;
using Valiqor.Analysis.Detectors.ToolFailures;

namespace Valiqor.Analysis;

/// <summary>Every detector, by bucket. One that is not listed here does not run, and a test says so.</summary>
public static class DetectorCatalog
{
    public static ImmutableArray<IDetector> All { get; } =
    [
        // instruction_compliance
        new OutputFormatNonCompliance(),

        // hallucination_grounding

        // retrieval_failures

        // tool_failures
        new InvalidToolArguments(),

        // security_safety
    ];
}
