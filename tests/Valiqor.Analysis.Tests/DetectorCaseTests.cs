using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using Valiqor.Analysis.Engine;
using Valiqor.Analysis.Facts;
using Valiqor.Analysis.Items;
using Valiqor.Analysis.Items.Taxonomy;
using Valiqor.Analysis.Rules;

namespace Valiqor.Analysis.Tests;

/// <summary>Holds the three places that name a subcategory to each other: taxonomy.json, the catalog, Cases/.</summary>
public sealed class DetectorCaseTests
{
    private const int FewestCases = 12;
    private static readonly FailureTaxonomy Taxonomy = FailureTaxonomy.LoadEmbedded();

    public static IEnumerable<TheoryDataRow<string, string, string, string>> Cases() =>
        from path in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Cases"), "*.jsonl").Order()
        from line in File.ReadLines(path)
        let row = JsonNode.Parse(line)!
        select new TheoryDataRow<string, string, string, string>(
            Path.GetFileNameWithoutExtension(path),
            (string)row["why"]!,
            (string)row["expect"]!,
            row["item"]!.ToJsonString());

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_case_gets_the_decision_it_expects(string subcategory, string why, string expect, string json)
    {
        Item item = Some.Item(JsonDocument.Parse(json).RootElement);
        IRule rule = DetectorCatalog.All.OfType<IRule>().Single(detector => detector.Subcategory == subcategory);

        Signal signal = rule.Inspect(new ItemFacts(item));

        Wire.Name(signal.Decision).ShouldBe(expect, $"{why}: {json}");
        foreach (Evidence evidence in signal.Evidence)
        {
            evidence.SnippetOf(item).ShouldNotBeNull();
            evidence.Description.ShouldNotBeNullOrWhiteSpace();
        }

        if (signal.Decision == Decision.Fail)
        {
            signal.Evidence.ShouldNotBeEmpty(why);
            signal.RootCause.ShouldNotBeNullOrWhiteSpace();
            signal.SuggestedFix.ShouldNotBeNullOrWhiteSpace();
        }
    }

    [Fact]
    public void Every_detector_has_enough_cases_of_both_kinds_and_no_case_file_is_stray()
    {
        var byFile = Cases().GroupBy(row => row.Data.Item1).ToDictionary(group => group.Key, group => group.ToList());
        foreach (IDetector detector in DetectorCatalog.All)
        {
            byFile.ShouldContainKey(detector.Subcategory);
            byFile[detector.Subcategory].Count.ShouldBeGreaterThanOrEqualTo(FewestCases, detector.Subcategory);
            byFile[detector.Subcategory].ShouldContain(row => row.Data.Item3 == "fail", detector.Subcategory);
            byFile[detector.Subcategory].ShouldContain(row => row.Data.Item3 == "pass", detector.Subcategory);
        }

        byFile.Keys.Order().ShouldBe(DetectorCatalog.All.Select(detector => detector.Subcategory).Order());
    }

    [Fact]
    public void Every_detector_class_is_in_the_catalog_once_and_names_a_subcategory()
    {
        var classes = typeof(IDetector).Assembly.GetTypes()
            .Where(type => type.IsClass && type.IsAssignableTo(typeof(IDetector)));
        DetectorCatalog.All.Select(detector => detector.GetType().Name).Order()
            .ShouldBe(classes.Select(type => type.Name).Order());
        foreach (IDetector detector in DetectorCatalog.All)
        {
            Taxonomy.FindSubcategory(detector.Subcategory).ShouldNotBeNull(detector.Subcategory);
        }
    }

    [Fact]
    public void Rules_are_pure_and_never_throw()
    {
        Gen<string> text = Gen.OneOf(
            Gen.OneOf([.. Cases().Select(row => JsonNode.Parse(row.Data.Item4)!["output"]!.GetValue<string>()), "{"]),
            Gen.String,
            Gen.String[Gen.Char["aA .,:;0123456789%$€[](){}\"'\n-–_@/\\é漢\ud83d\ude00"], 0, 80]);
        Gen<Item> items =
            from input in text
            from output in text
            from context in text.Array[0, 3]
            from arguments in text.Array[0, 4]
            select new Item
            {
                Input = input,
                Output = output,
                Context = [.. context],
                ToolCalls = [.. arguments.Select(json => new ToolCall("get", json) { Output = output, Error = input })],
            };

        items.Sample(
            item => DetectorCatalog.All.OfType<IRule>().All(rule => SaysTheSameTwice(rule, item)),
            iter: 2_000);
    }

    private static bool SaysTheSameTwice(IRule rule, Item item)
    {
        Signal first = rule.Inspect(new ItemFacts(item));
        Signal second = rule.Inspect(new ItemFacts(item));
        ImmutableArray<string> snippets = [.. first.Evidence.Select(evidence => evidence.SnippetOf(item))];
        return snippets.Length == first.Evidence.Length
            && first.Confidence is >= 0 and <= 1
            && first.Decision == second.Decision
            && first.Evidence.SequenceEqual(second.Evidence);
    }
}
