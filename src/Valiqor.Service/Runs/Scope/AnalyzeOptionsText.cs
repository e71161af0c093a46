using System.Collections.Immutable;
using System.Globalization;
using Valiqor.Client;
using Valiqor.Service.Door;
using Valiqor.Service.Ground;

namespace Valiqor.Service.Runs.Scope;

/// <summary>Run options as named texts: a query string, or a blob's metadata.</summary>
internal static class AnalyzeOptionsText
{
    private const string FeatureKind = "feature_kind";
    private const string RunEval = "run_eval";
    private const string RunSecurity = "run_security";
    private const string RunScan = "run_scan";
    private const string RunJudge = "run_judge";
    private const string Subcategories = "subcategories";
    private const string Buckets = "buckets";
    private const string MandatoryEvalMetrics = "mandatory_eval_metrics";
    private const string MandatorySecurityCategories = "mandatory_security_categories";

    /// <summary>The same names in a query, for documents; <see cref="Read"/> reads them.</summary>
    public static ImmutableArray<QueryParameter> Parameters { get; } =
    [
        QueryParameter.Text(FeatureKind, "What made the items; absent: inferred from the items."),
        QueryParameter.Flag(RunEval, "False leaves the metrics out."),
        QueryParameter.Flag(RunSecurity, "False leaves the bucket security_safety out."),
        QueryParameter.Flag(RunScan, "False leaves the project's latest scan out."),
        QueryParameter.Flag(RunJudge, "False leaves the judge model out."),
        QueryParameter.Text(Subcategories, "Only these, separated by commas."),
        QueryParameter.Text(Buckets, "Only these, separated by commas."),
        QueryParameter.Text(MandatoryEvalMetrics, "Metrics that run in any case, separated by commas."),
        QueryParameter.Text(MandatorySecurityCategories, "Categories checked in any case, separated by commas."),
    ];

    /// <param name="valueOf">The text of a name, or null.</param>
    /// <param name="place">What errors call the place: <c>query</c> or <c>metadata</c>.</param>
    /// <exception cref="ProblemException">A value is not one that is known.</exception>
    public static AnalyzeOptions Read(Func<string, string?> valueOf, string place)
    {
        bool Flag(string name) => valueOf(name) is not { Length: > 0 } text
            || (bool.TryParse(text, out bool value) ? value : throw ProblemException.Invalid(
                FieldProblems.Of($"'{text}' is neither true nor false.", "bool_parsing", place, name)));

        string[] List(string name) =>
            (valueOf(name) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

        return new AnalyzeOptions
        {
            FeatureKind = valueOf(FeatureKind) is { Length: > 0 } kind ? kind : null,
            RunEval = Flag(RunEval),
            RunSecurity = Flag(RunSecurity),
            RunScan = Flag(RunScan),
            RunJudge = Flag(RunJudge),
            Subcategories = List(Subcategories),
            Buckets = List(Buckets),
            MandatoryEvalMetrics = List(MandatoryEvalMetrics),
            MandatorySecurityCategories = List(MandatorySecurityCategories),
        };
    }

    /// <summary>What differs from the defaults, by name.</summary>
    public static Dictionary<string, string> Write(AnalyzeOptions options)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        void Text(string name, string value)
        {
            if (value.Length > 0)
            {
                texts[name] = value;
            }
        }

        void Flag(string name, bool value) =>
            Text(name, value ? "" : value.ToString(CultureInfo.InvariantCulture).ToLowerInvariant());

        Text(FeatureKind, options.FeatureKind ?? "");
        Flag(RunEval, options.RunEval);
        Flag(RunSecurity, options.RunSecurity);
        Flag(RunScan, options.RunScan);
        Flag(RunJudge, options.RunJudge);
        Text(Subcategories, string.Join(',', options.Subcategories));
        Text(Buckets, string.Join(',', options.Buckets));
        Text(MandatoryEvalMetrics, string.Join(',', options.MandatoryEvalMetrics));
        Text(MandatorySecurityCategories, string.Join(',', options.MandatorySecurityCategories));
        return texts;
    }
}
