using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.Extensions.Options;
using Valiqor.Analysis.Engine;
using Valiqor.Analysis.Items;
using Valiqor.Analysis.Items.Taxonomy;
using Valiqor.Analysis.Scans;
using Valiqor.Analysis.Scoring.Metrics;
using Valiqor.Service;
using Valiqor.Service.Door;
using Valiqor.Service.Ground;
using Valiqor.Service.Models;
using Valiqor.Testing;

namespace Valiqor.Conventions.Tests.Documents;

/// <summary>What documents repeat of the code is made from the code.</summary>
public sealed partial class RenderedDocumentTests
{
    private static readonly FailureTaxonomy Taxonomy = FailureTaxonomy.LoadEmbedded();

    private static readonly HashSet<string> Detected =
        [.. DetectorCatalog.All.Select(detector => detector.Subcategory)];

    [Fact]
    public void The_API_document_lists_the_operations()
    {
        using var table = new OperationTable();
        IEnumerable<string> rows =
            from operation in table.Operations.All
            let aliases = operation.Aliases.Select(alias => $"<br>{alias.Method} `/{alias.Route}`")
            select $"| {operation.Name} | {operation.Method} `/{operation.Route}`{string.Concat(aliases)} "
                + $"| {WordsOf(operation.Access)} | {operation.Summary} |";

        Snapshot.MatchesPart(
            Table("| Operation | Route | Who may | What it does |", rows), "docs/api.md", "operations");
    }

    [Fact]
    public void The_detectors_document_lists_the_taxonomy_and_what_is_implemented()
    {
        IEnumerable<string> sections =
            from bucket in Taxonomy.Buckets
            let rows =
                from row in Taxonomy.Subcategories
                where row.Bucket == bucket.Id
                select $"| `{row.Id}` | {row.Definition} | {Wire.Name(row.Detection)} "
                    + $"| {Names(row.AppliesTo)} | {Names(row.RequiredInputs)} "
                    + $"| {Number(row.Impact)} · {Wire.Name(row.Risk)} "
                    + $"| {(Detected.Contains(row.Id) ? "yes" : "not yet")} |"
            select $"## {bucket.Name} (`{bucket.Id}`)\n\n{bucket.Definition}\n\n" + Table(
                "| Subcategory | What fails | Approach | Applies to | Needs | Impact · risk | Implemented |", rows);

        Snapshot.MatchesPart(string.Join('\n', sections), "docs/detectors.md", "taxonomy");
    }

    [Fact]
    public void The_document_of_scans_lists_their_rules()
    {
        IEnumerable<string> rows =
            from rule in ScanExplainer.Rules
            let failures = string.Join(", ", rule.Subcategories.Select(id => $"`{id}`"))
            select $"| `{rule.Id}` | {failures} | {rule.Summary} |";

        Snapshot.MatchesPart(Table("| Rule | Failures | The sources … |", rows), "docs/scans.md", "rules");
    }

    [Fact]
    public void The_metrics_document_lists_the_metrics_and_when_they_are_taken()
    {
        IEnumerable<string> rows =
            from metric in Taxonomy.Metrics
            let known = MetricCatalog.All.FirstOrDefault(known => known.Id == metric.Id)
            let belongs =
                from row in Taxonomy.Subcategories
                where row.RelatedEvalMetrics.Contains(metric.Id)
                select $"`{row.Id}`"
            select $"| `{metric.Id}` | {metric.Name} | {Wire.Name(metric.Kind)} | {string.Join(", ", belongs)} "
                + $"| {(known is null ? "not without a judge" : known.OnlyWhenNamed ? "when named" : "yes")} |";

        Snapshot.MatchesPart(
            Table("| Metric | Name | Kind | Belongs to | Taken |", rows), "docs/metrics.md", "metrics");
    }

    [Fact]
    public void The_README_lists_what_is_detected()
    {
        IEnumerable<string> rows =
            from bucket in Taxonomy.Buckets
            from row in Taxonomy.Subcategories
            where row.Bucket == bucket.Id && Detected.Contains(row.Id)
            select $"| {bucket.Name} | `{row.Id}` | {row.Definition} |";

        Snapshot.MatchesPart(Table("| Bucket | Failure | What fails |", rows), "README.md", "detected");
    }

    [Fact]
    public void The_README_lists_the_settings()
    {
        XElement summaries = XDocument
            .Load(Path.ChangeExtension(typeof(ValiqorOptions).Assembly.Location, ".xml")).Root!;
        IEnumerable<string> rows = RowsOf(new ValiqorOptions(), $"{ValiqorOptions.Section}__", summaries);

        Snapshot.MatchesPart(Table("| Setting | Default | Allowed | What it is |", rows), "README.md", "settings");
    }

    [Fact]
    public void The_document_of_the_judge_lists_the_settings_of_its_model()
    {
        XElement summaries = XDocument
            .Load(Path.ChangeExtension(typeof(ModelOptions).Assembly.Location, ".xml")).Root!;
        IEnumerable<string> rows = RowsOf(new ModelOptions(), $"{ModelOptions.Section}__", summaries);

        Snapshot.MatchesPart(Table("| Setting | Default | Allowed | What it is |", rows), "docs/judge.md", "model");
    }

    /// <summary>A row for each setting, and behind them those of the groups within.</summary>
    private static IEnumerable<string> RowsOf(object options, string prefix, XElement summaries)
    {
        PropertyInfo[] settings = [.. options.GetType().GetProperties().Where(property => property.CanWrite)];
        PropertyInfo[] groups =
            [.. settings.Where(property => property.IsDefined(typeof(ValidateObjectMembersAttribute)))];
        return [
            .. from property in settings.Except(groups)
               select $"| `{prefix}{property.Name}` | {DefaultOf(property, options)} "
                   + $"| {RangeOf(property)} | {SummaryOf(summaries, property, prefix)} |",
            // How a model is called is told in a document of its own.
            .. groups.Where(group => group.PropertyType != typeof(ModelOptions)).SelectMany(
                group => RowsOf(group.GetValue(options)!, $"{prefix}{group.Name}__", summaries)),
        ];
    }

    private static string Table(string header, IEnumerable<string> rows)
    {
        string rule = string.Concat(Enumerable.Repeat("|---", header.Count(c => c == '|') - 1)) + "|";
        return $"{header}\n{rule}\n{string.Join('\n', rows)}\n";
    }

    private static string WordsOf(Access access) => access switch
    {
        Access.Open => "anyone",
        Access.Key => "any key",
        Access.Administrator => "administrator's key",
        _ => throw new ArgumentOutOfRangeException(nameof(access), access, null),
    };

    private static string Names<TEnum>(IEnumerable<TEnum> values)
        where TEnum : struct, Enum => string.Join(", ", values.Select(Wire.Name));

    private static string DefaultOf(PropertyInfo property, object options) => property.GetValue(options) switch
    {
        string { Length: 0 } when property.IsDefined(typeof(RequiredAttribute)) => "(required)",
        null or "" => "(none)",
        bool flag => flag ? "`true`" : "`false`",
        string text => $"`{text}`",
        var value => Number(value),
    };

    private static string Number(object value) => string.Create(CultureInfo.InvariantCulture, $"{value:#,0.##}");

    private static string RangeOf(PropertyInfo property) => property.GetCustomAttributes<ValidationAttribute>()
        .Select(rule => rule switch
        {
            RangeAttribute range => $"{Number(range.Minimum)} – {Number(range.Maximum)}",
            MinLengthAttribute least => $"{least.Length} characters or more",
            AllowedValuesAttribute words => string.Join(", ", words.Values.Select(word => $"`{word}`")),
            SettingAttribute setting => setting.Allowed,
            _ => "",
        })
        .Single(words => words.Length > 0);

    /// <summary>The summary of the source, where references to other settings are their names.</summary>
    private static string SummaryOf(XElement documentation, PropertyInfo property, string prefix)
    {
        string id = $"P:{property.DeclaringType!.FullName}.{property.Name}";
        XElement? member = documentation.Descendants("member")
            .SingleOrDefault(row => (string)row.Attribute("name")! == id);
        XElement summary = member?.Element("summary").ShouldNotBeNull(id)!;
        foreach (XElement reference in summary.Elements("see").ToList())
        {
            string name = ((string)reference.Attribute("cref")!).Split('.')[^1];
            reference.ReplaceWith($"`{prefix}{name}`");
        }

        return Blanks.Replace(summary.Value.Trim(), " ");
    }

    [GeneratedRegex(@"\s+", RegexOptions.NonBacktracking)]
    private static partial Regex Blanks { get; }
}
