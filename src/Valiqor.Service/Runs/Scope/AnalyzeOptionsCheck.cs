using Valiqor.Analysis.Items.Taxonomy;
using Valiqor.Client;
using Valiqor.Service.Ground;

namespace Valiqor.Service.Runs.Scope;

/// <summary>Checks that run options name only what there is.</summary>
internal static class AnalyzeOptionsCheck
{
    private static readonly string[] FeatureKinds = ["rag", "agent", "agentic_rag", "generic_llm"];

    /// <param name="place">Where the options stand: <c>body</c>, <c>query</c> or <c>metadata</c>.</param>
    /// <exception cref="ProblemException">An id is unknown; the problem names the known ones.</exception>
    public static AnalyzeOptions Check(AnalyzeOptions options, FailureTaxonomy taxonomy, string place)
    {
        FieldProblem[] problems =
        [
            .. Unknown("feature_kind", options.FeatureKind is { } kind ? [kind] : [], FeatureKinds, place),
            .. Unknown("subcategories", options.Subcategories, taxonomy.Subcategories.Select(row => row.Id), place),
            .. Unknown("buckets", options.Buckets, taxonomy.Buckets.Select(row => row.Id), place),
            .. Unknown(
                "mandatory_eval_metrics",
                options.MandatoryEvalMetrics,
                taxonomy.Metrics.Select(row => row.Id),
                place),
            .. Unknown(
                "mandatory_security_categories",
                options.MandatorySecurityCategories,
                taxonomy.SecurityCategories.Select(row => row.Id),
                place),
        ];
        return problems.Length == 0 ? options : throw ProblemException.Invalid(problems);
    }

    private static IEnumerable<FieldProblem> Unknown(
        string field,
        IEnumerable<string> given,
        IEnumerable<string> known,
        string place) =>
        from id in given.Except(known)
        select FieldProblems.Of($"'{id}' is not known. Known ones: {string.Join(", ", known)}.", "enum", place, field);
}
