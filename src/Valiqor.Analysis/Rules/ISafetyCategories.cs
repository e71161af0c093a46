using System.Collections.Immutable;

namespace Valiqor.Analysis.Rules;

/// <summary>
/// Says which safety categories a detector can find by itself. Its subcategory may be related to more, which then only
/// a judge can tell.
/// </summary>
internal interface ISafetyCategories
{
    /// <summary>Ids of taxonomy.json ("S9"), in the taxonomy's order.</summary>
    ImmutableArray<string> SafetyCategories { get; }
}
