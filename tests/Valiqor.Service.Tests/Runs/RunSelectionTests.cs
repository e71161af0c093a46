using CsCheck;
using Valiqor.Analysis.Engine;
using Valiqor.Analysis.Items;
using Valiqor.Analysis.Items.Taxonomy;
using Valiqor.Client;
using Valiqor.Service.Runs.Scope;

namespace Valiqor.Service.Tests.Runs;

/// <summary>What a run's options do, alone and together, written as a query writes them.</summary>
public sealed class RunSelectionTests
{
    private const string Runs = "runs";
    private const string NotAsked = "not asked for in this run";
    private const string SecurityOff = "run_security is off";
    private const string EvalOff = "run_eval is off";
    private const string OtherKind = "does not apply to generic_llm";
    private const string NoJudge = DetectorSelection.WantsJudge;
    private const string OnlyNamed = "taken only when mandatory_eval_metrics names it";

    private static readonly FailureTaxonomy Taxonomy = FailureTaxonomy.LoadEmbedded();
    private static readonly RunDetectors Detectors = new(Taxonomy);

    [Theory]
    [InlineData("", Runs, Runs, Runs)]
    [InlineData("run_security=false", Runs, Runs, SecurityOff)]
    [InlineData("run_security=false&mandatory_security_categories=S9", Runs, Runs, Runs)]
    [InlineData("run_security=false&mandatory_security_categories=S3,S9", Runs, Runs, Runs)]
    [InlineData("run_security=false&mandatory_security_categories=S15", Runs, Runs, SecurityOff)]
    [InlineData("mandatory_security_categories=S15", Runs, Runs, Runs)]
    [InlineData("buckets=retrieval_failures", NotAsked, Runs, NotAsked)]
    [InlineData("subcategories=degenerate_output", Runs, NotAsked, NotAsked)]
    [InlineData("buckets=retrieval_failures&subcategories=degenerate_output", Runs, Runs, NotAsked)]
    [InlineData("buckets=retrieval_failures,instruction_compliance", Runs, Runs, NotAsked)]
    [InlineData("buckets=instruction_compliance&subcategories=degenerate_output", Runs, NotAsked, NotAsked)]
    [InlineData("buckets=security_safety", NotAsked, NotAsked, Runs)]
    [InlineData("buckets=security_safety&run_security=false", NotAsked, NotAsked, SecurityOff)]
    [InlineData(
        "buckets=security_safety&run_security=false&mandatory_security_categories=S9", NotAsked, NotAsked, Runs)]
    [InlineData("subcategories=sensitive_data_exposure&run_security=false", NotAsked, NotAsked, SecurityOff)]
    [InlineData("buckets=tool_failures&mandatory_security_categories=S9", NotAsked, NotAsked, Runs)]
    [InlineData("subcategories=degenerate_output&mandatory_security_categories=S9", Runs, NotAsked, Runs)]
    [InlineData(
        "subcategories=degenerate_output&run_security=false&mandatory_security_categories=S9", Runs, NotAsked, Runs)]
    [InlineData("feature_kind=generic_llm", Runs, OtherKind, Runs)]
    [InlineData("feature_kind=generic_llm&buckets=retrieval_failures", NotAsked, OtherKind, NotAsked)]
    [InlineData(
        "feature_kind=generic_llm&buckets=retrieval_failures&mandatory_security_categories=S9&run_security=false",
        NotAsked, OtherKind, Runs)]
    [InlineData("run_eval=false&run_scan=false", Runs, Runs, Runs)]
    public void Options_choose_detectors(string options, string degenerate, string retrieval, string sensitive)
    {
        DetectorSelection selection = Select(options);

        StateOf(selection, "degenerate_output").ShouldBe(degenerate);
        StateOf(selection, "irrelevant_retrieval").ShouldBe(retrieval);
        StateOf(selection, "sensitive_data_exposure").ShouldBe(sensitive);
        selection.SecurityCategories.Contains("S9").ShouldBe(sensitive == Runs, "flags tell what was looked for");
        selection.LooksForSecurity.ShouldBe(sensitive == Runs || options.EndsWith("=S15", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", Runs, OnlyNamed, NoJudge, NoJudge)]
    [InlineData("run_eval=false", EvalOff, EvalOff, EvalOff, EvalOff)]
    [InlineData("run_eval=false&mandatory_eval_metrics=contains", Runs, EvalOff, EvalOff, EvalOff)]
    [InlineData("run_eval=false&mandatory_eval_metrics=regex_match", EvalOff, Runs, EvalOff, EvalOff)]
    [InlineData("run_eval=false&mandatory_eval_metrics=contains,safety", Runs, EvalOff, EvalOff, NoJudge)]
    [InlineData("mandatory_eval_metrics=regex_match", Runs, Runs, NoJudge, NoJudge)]
    [InlineData("buckets=tool_failures", Runs, OnlyNamed, NotAsked, NotAsked)]
    [InlineData("buckets=retrieval_failures", Runs, OnlyNamed, NoJudge, NotAsked)]
    [InlineData("subcategories=irrelevant_retrieval", Runs, OnlyNamed, NoJudge, NotAsked)]
    [InlineData("subcategories=missing_relevant_context", Runs, OnlyNamed, NotAsked, NotAsked)]
    [InlineData("buckets=tool_failures&mandatory_eval_metrics=context_precision", Runs, OnlyNamed, NoJudge, NotAsked)]
    [InlineData("run_security=false", Runs, OnlyNamed, NoJudge, SecurityOff)]
    [InlineData("run_security=false&mandatory_security_categories=S9", Runs, OnlyNamed, NoJudge, NoJudge)]
    [InlineData("run_security=false&mandatory_eval_metrics=safety", Runs, OnlyNamed, NoJudge, NoJudge)]
    [InlineData("feature_kind=generic_llm", Runs, OnlyNamed, OtherKind, NoJudge)]
    [InlineData(
        "feature_kind=generic_llm&mandatory_eval_metrics=context_precision", Runs, OnlyNamed, NoJudge, NoJudge)]
    [InlineData(
        "run_eval=false&buckets=tool_failures&mandatory_eval_metrics=contains,context_precision",
        Runs, EvalOff, NoJudge, EvalOff)]
    public void Options_choose_metrics(string options, string contains, string regex, string precision, string safety)
    {
        DetectorSelection selection = Select(options);

        StateOf(selection, "contains").ShouldBe(contains);
        StateOf(selection, "regex_match").ShouldBe(regex);
        StateOf(selection, "context_precision").ShouldBe(precision);
        StateOf(selection, "safety").ShouldBe(safety);
    }

    [Fact]
    public void Whatever_the_options_every_detector_and_metric_runs_or_says_why_not()
    {
        Gen<string[]> Some(IEnumerable<string> ids) => Gen.OneOf([.. ids]).Array[0, 3];
        Gen<AnalyzeOptions> options =
            from kind in Gen.OneOf("rag", "agent", "agentic_rag", "generic_llm")
            from flags in Gen.Bool.Array[2]
            from buckets in Some(Taxonomy.Buckets.Select(row => row.Id))
            from subcategories in Some(Taxonomy.Subcategories.Select(row => row.Id))
            from metrics in Some(Taxonomy.Metrics.Select(row => row.Id))
            from categories in Some(Taxonomy.SecurityCategories.Select(row => row.Id))
            select new AnalyzeOptions
            {
                FeatureKind = kind,
                RunEval = flags[0],
                RunSecurity = flags[1],
                Buckets = buckets,
                Subcategories = subcategories,
                MandatoryEvalMetrics = metrics,
                MandatorySecurityCategories = categories,
            };

        options.Sample(asked => IsWhole(asked, Select(asked)), iter: 2_000);
    }

    private static bool IsWhole(AnalyzeOptions asked, DetectorSelection selection)
    {
        IEnumerable<string> detectors = selection.Running.Select(row => row.Subcategory.Id)
            .Concat(selection.Skipped.Select(row => row.SubcategoryId));
        IEnumerable<string> metrics = selection.Metrics.Select(row => row.Id)
            .Concat(selection.SkippedMetrics.Select(row => row.MetricId));
        IEnumerable<string> wanted =
            from row in Taxonomy.Subcategories
            where row.RelatedSecurityCategories.Intersect(asked.MandatorySecurityCategories).Any()
            where DetectorCatalog.All.Any(detector => detector.Subcategory == row.Id)
            select row.Id;
        return detectors.Order().SequenceEqual(Taxonomy.Subcategories.Select(row => row.Id).Order())
            && metrics.Order().SequenceEqual(Taxonomy.Metrics.Select(row => row.Id).Order())
            && !wanted.Except(selection.Running.Select(row => row.Subcategory.Id)).Any()
            && (asked.RunSecurity || asked.MandatorySecurityCategories.Count > 0 || !selection.LooksForSecurity)
            && (asked.RunEval || selection.Metrics.All(metric => asked.MandatoryEvalMetrics.Contains(metric.Id)));
    }

    private static DetectorSelection Select(string query)
    {
        Dictionary<string, string> values = query.Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split('='))
            .ToDictionary(pair => pair[0], pair => pair[1]);
        AnalyzeOptions options = AnalyzeOptionsText.Read(values.GetValueOrDefault, "query");
        return Select(AnalyzeOptionsCheck.Check(options, Taxonomy, "query"));
    }

    private static DetectorSelection Select(AnalyzeOptions options)
    {
        FeatureKind kind = Wire.TryParse(options.FeatureKind ?? "agentic_rag", out FeatureKind parsed)
            ? parsed
            : throw new InvalidOperationException(options.FeatureKind);
        return Detectors.SelectFor(options, kind);
    }

    private static string StateOf(DetectorSelection selection, string id) =>
        selection.Running.Any(row => row.Subcategory.Id == id) || selection.Metrics.Any(row => row.Id == id)
            ? Runs
            : selection.Skipped.FirstOrDefault(row => row.SubcategoryId == id)?.Reason
                ?? selection.SkippedMetrics.Single(row => row.MetricId == id).Reason;
}
