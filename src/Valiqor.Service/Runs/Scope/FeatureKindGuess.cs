using Valiqor.Analysis.Items.Taxonomy;

namespace Valiqor.Service.Runs.Scope;

/// <summary>What made the items, where nobody says it.</summary>
public static class FeatureKindGuess
{
    /// <summary>What an application seems to be, by what its items have.</summary>
    public static FeatureKind Of(bool hasContext, bool hasTools) => (hasContext, hasTools) switch
    {
        (true, true) => FeatureKind.AgenticRag,
        (true, false) => FeatureKind.Rag,
        (false, true) => FeatureKind.Agent,
        _ => FeatureKind.GenericLlm,
    };
}
