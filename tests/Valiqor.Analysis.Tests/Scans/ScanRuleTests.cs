using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Valiqor.Analysis.Engine;
using Valiqor.Analysis.Facts;
using Valiqor.Analysis.Items;
using Valiqor.Analysis.Items.Taxonomy;
using Valiqor.Analysis.Rules;
using Valiqor.Analysis.Scans;

namespace Valiqor.Analysis.Tests.Scans;

/// <summary>Each rule lays failures to the sources where they explain them, and nowhere else.</summary>
public sealed class ScanRuleTests
{
    private const string Blamed = "blamed";
    private const string Silent = "silent";

    private static readonly FailureTaxonomy Taxonomy = FailureTaxonomy.LoadEmbedded();

    public static IEnumerable<TheoryDataRow<string, string, string>> Cases() =>
        from path in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "ScanCases"), "*.jsonl").Order()
        from line in File.ReadLines(path)
        select new TheoryDataRow<string, string, string>(
            Path.GetFileNameWithoutExtension(path), (string)JsonNode.Parse(line)!["why"]!, line);

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_case_is_laid_to_the_sources_where_they_explain_it(string rule, string why, string json)
    {
        JsonNode row = JsonNode.Parse(json)!;
        ContextMap map = Read(row["map"]!.ToJsonString());
        Item item = ItemOf(row["item"]!.AsObject());
        Finding finding = FindingOf(row, item);

        ScanRule subject = ScanExplainer.Rules.Single(one => one.Id == rule);
        subject.Subcategories.ShouldContain(finding.Subcategory.Id);
        ScanEvidence[] found = [.. subject.Find(new ScanScene(new ScanFacts(map), item, finding))];

        (found.Length > 0 ? Blamed : Silent).ShouldBe((string)row["expect"]!, why);
        foreach (ScanEvidence evidence in found)
        {
            evidence.Rule.ShouldBe(rule);
            evidence.Place.IsKnown.ShouldBeTrue();
            evidence.Description.ShouldContain(evidence.Place.ToString());
            evidence.Description.ShouldEndWith(".");
            evidence.Fix.ShouldEndWith(".");
            evidence.Confidence.ShouldBeInRange(0, 1);
        }
    }

    [Fact]
    public void Every_rule_has_cases_of_both_kinds_and_names_subcategories_that_are_there()
    {
        var byRule = Cases().ToLookup(row => row.Data.Item1, row => (string)JsonNode.Parse(row.Data.Item3)!["expect"]!);
        ScanExplainer.Rules.Select(rule => rule.Id).ShouldBeUnique();
        byRule.Select(group => group.Key).Order().ShouldBe(ScanExplainer.Rules.Select(rule => rule.Id).Order());
        foreach (ScanRule rule in ScanExplainer.Rules)
        {
            byRule[rule.Id].ShouldContain(Blamed, rule.Id);
            byRule[rule.Id].ShouldContain(Silent, rule.Id);
            rule.Subcategories.ShouldAllBe(id => Taxonomy.FindSubcategory(id) != null);
        }
    }

    [Fact]
    public void A_failure_is_laid_to_three_places_at_most_and_what_the_item_points_to_comes_first()
    {
        ContextMap map = Read("""
            {"prompts": [{"path": "p.py", "line": 1, "text": "You are the assistant of the shop, and that is that."}],
             "model_calls": [{"path": "m.py", "line": 2}, {"path": "m.py", "line": 3}]}
            """);
        Item item = Some.Item("Give me JSON.", "Sure!") with
        {
            OutputSchema = JsonDocument.Parse("""{"type": "object"}""").RootElement,
            SystemPrompt = "You are the assistant of the shop, and that is that.",
        };
        Finding finding = Failing(
            "output_format_non_compliance", [Evidence.InOutput(0, 1, "prose_around_json", "No.")]);

        ImmutableArray<ScanEvidence> found = new ScanExplainer(map).Explain(item, finding);

        found.Select(evidence => evidence.Rule)
            .ShouldBe(["prompt_without_format", "call_without_response_format"]);
        found.Select(evidence => evidence.IsExact).ShouldBe([true, false]);
    }

    [Fact]
    public void A_map_without_places_explains_as_well()
    {
        ContextMap map = Read("""
            {"prompts": ["You are the assistant of the shop, and that is that."], "tools": {"f": {}},
             "model_calls": [{"temperature": 2}], "workflows": [{}, "w"]}
            """);
        Item item = Some.Item("?", "!", "A passage.") with { ToolCalls = [new ToolCall("f", "{}")] };
        Evidence call = Evidence.InToolCall(0, ToolCallField.Arguments, 0, 2, "schema_required", "No.");
        var explainer = new ScanExplainer(map);

        ScanEvidence[] found =
        [
            .. from subcategory in ScanExplainer.Rules.SelectMany(rule => rule.Subcategories).Distinct()
               from evidence in explainer.Explain(item, Failing(subcategory, [call]))
               select evidence,
        ];

        found.Length.ShouldBeGreaterThan(10);
        found.ShouldAllBe(evidence => !evidence.Place.IsKnown && !evidence.Description.Contains(" at "));
        map.Prompts.Select(prompt => prompt.Path).Concat(map.Tools.Select(tool => tool.Path))
            .Concat(map.ModelCalls.Select(row => row.Path)).Concat(map.Workflows.Select(row => row.Path))
            .ShouldAllBe(path => path == "");
    }

    [Fact]
    public void What_passes_is_laid_to_nothing()
    {
        ContextMap map = Read("""{"model_calls": [{"path": "m.py", "temperature": 2}]}""");
        var passed = new Finding(Taxonomy["contradiction_with_context"], Signal.Pass(1));

        new ScanExplainer(map).Explain(Some.Item(), passed).ShouldBeEmpty();
    }

    private static ContextMap Read(string json) =>
        ContextMapReader.Read(Encoding.UTF8.GetBytes(json), out string? fault)
        ?? throw new InvalidDataException(fault);

    private static Item ItemOf(JsonObject json)
    {
        json["input"] ??= "?";
        json["output"] ??= "";
        return Some.Item(JsonDocument.Parse(json.ToJsonString()).RootElement);
    }

    /// <summary>What the case says was found; else what the detector of the subcategory finds.</summary>
    private static Finding FindingOf(JsonNode row, Item item)
    {
        string subcategory = (string)row["subcategory"]!;
        if (row["evidence"] is JsonArray places)
        {
            return Failing(subcategory, [.. places.Select(place => EvidenceOf(place!.AsArray()))]);
        }

        IRule detector = DetectorCatalog.All.OfType<IRule>().Single(one => one.Subcategory == subcategory);
        Signal signal = detector.Inspect(new ItemFacts(item));
        signal.Decision.ShouldBe(Decision.Fail, row.ToJsonString());
        return new Finding(Taxonomy[subcategory], signal);
    }

    private static Finding Failing(string subcategory, ImmutableArray<Evidence> evidence) =>
        new(Taxonomy[subcategory], Signal.Fail(0.9, "It failed.", "Mend it.", evidence));

    private static Evidence EvidenceOf(JsonArray place)
    {
        Wire.TryParse((string)place[0]!, out EvidenceSource source).ShouldBeTrue();
        return new Evidence(source, 0, 0, (string)place[2]!, (string)place[3]!) { Index = (int)place[1]! };
    }
}
