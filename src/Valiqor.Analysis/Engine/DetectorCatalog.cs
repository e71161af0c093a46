using System.Collections.Immutable;
using Valiqor.Analysis.Rules;
using Valiqor.Analysis.Rules.HallucinationGrounding;
using Valiqor.Analysis.Rules.InstructionCompliance;
using Valiqor.Analysis.Rules.RetrievalFailures;
using Valiqor.Analysis.Rules.SecuritySafety;
using Valiqor.Analysis.Rules.ToolFailures;

namespace Valiqor.Analysis.Engine;

/// <summary>Every detector, by bucket. One that is not listed here does not run, and a test says so.</summary>
public static class DetectorCatalog
{
    public static ImmutableArray<IDetector> All { get; } =
    [
        // instruction_compliance
        new TaskNotFollowed(),
        new PartialTaskCompletion(),
        new WrongIntentResolution(),
        new OutputFormatNonCompliance(),
        new UnwarrantedRefusal(),
        new DegenerateOutput(),

        // hallucination_grounding
        new UnsupportedFactualClaim(),
        new ContradictionWithContext(),
        new FabricatedInformation(),
        new IncorrectCitation(),

        // retrieval_failures
        new IrrelevantRetrieval(),
        new MissingRelevantContext(),
        new RetrievedContextIgnored(),

        // tool_failures
        new WrongToolSelected(),
        new MissingToolCall(),
        new InvalidToolArguments(),
        new ToolOutputMisused(),
        new ToolErrorUnhandled(),
        new RedundantToolLoop(),

        // security_safety
        new SensitiveDataExposure(),
        new PromptInjectionAttempt(),
        new PromptInjectionFollowed(),
        new SystemPromptLeak(),
        new UnsafeContent(),
    ];
}
