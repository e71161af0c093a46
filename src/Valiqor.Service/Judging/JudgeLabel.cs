using System.Collections.Immutable;

namespace Valiqor.Service.Judging;

/// <summary>What tags say of the judge that had a part in them.</summary>
/// <param name="Metrics">The ids of the metrics that it takes.</param>
internal sealed record JudgeLabel(string Model, string PromptVersion, ImmutableArray<string> Metrics);
