using Valiqor.Analysis.Items;

namespace Valiqor.Service.Traces.Spans;

/// <summary>The stages that tracers name, as the stages that failures are told by.</summary>
internal static class SpanStages
{
    /// <summary>Null for a word that says nothing of where a failure arose.</summary>
    public static PipelineStage? Read(string? word) => word?.ToLowerInvariant() switch
    {
        "retrieval" or "retriever" or "embedding" or "reranking" or "rerank" => PipelineStage.Retrieval,
        "synthesis" or "generation" => PipelineStage.Synthesis,
        "tool_execution" or "tool" or "tool_call" => PipelineStage.ToolExecution,
        "routing" or "orchestration" => PipelineStage.Routing,
        "llm_call" or "llm" => PipelineStage.LlmCall,
        _ => null,
    };
}
