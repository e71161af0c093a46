using System.Text;
using Valiqor.Analysis.Items.Taxonomy;
using Valiqor.Client;
using Valiqor.Service.Ground;
using Valiqor.Service.Runs;
using Valiqor.Service.Runs.Slices;
using Valiqor.Service.Runs.Tags;
using Valiqor.Service.Security;

namespace Valiqor.Service.Tests.Runs;

/// <summary>What the audit says of one item.</summary>
public sealed class AuditItemTests
{
    private static readonly FailureTaxonomy Taxonomy = FailureTaxonomy.LoadEmbedded();

    private static readonly SliceFileHeader Header =
        new(["degenerate_output", "sensitive_data_exposure", "prompt_injection_attempt", "system_prompt_leak"]);

    [Fact]
    public void A_clean_item_is_safe_in_every_category_that_was_looked_for()
    {
        AuditItem item = Compose([90, 80, 70, 60]);

        item.Status.ShouldBe("safe");
        item.RiskCategories.ShouldBe(
            [KeyValuePair.Create("S15", "pass"), KeyValuePair.Create("S9", "pass")], ignoreOrder: true);
        item.TopRiskName.ShouldBeNull();
        item.InputSafety.ShouldBe("safe");
        item.InputSafetyCategories.ShouldBeEmpty();
    }

    [Fact]
    public void A_category_that_did_not_apply_is_not_told() =>
        Compose([90, ItemResult.NotApplicable, 70, 60])
            .RiskCategories.ShouldBe([KeyValuePair.Create("S15", "pass")]);

    [Fact]
    public void An_attack_in_the_input_makes_the_input_unsafe()
    {
        AuditItem item = Compose(
            [90, 80, ItemResult.HasRow, 60],
            Row("prompt_injection_attempt", "S15", 1.5, inInput: true));

        item.Status.ShouldBe("unsafe");
        item.InputSafety.ShouldBe("unsafe");
        item.InputSafetyCategories.ShouldBe(["S15"]);
        item.TopRiskName.ShouldBe("Manipulation");
        item.AuditMetadata!.ToJsonString().ShouldBe(
            """{"run_id":"run_7","item_index":4,"subcategories":["prompt_injection_attempt"]}""");
    }

    [Fact]
    public void An_attack_in_a_passage_leaves_the_input_safe()
    {
        AuditItem item = Compose(
            [90, 80, ItemResult.HasRow, 60],
            Row("prompt_injection_attempt", "S15", 1.5, inInput: false));

        item.Status.ShouldBe("unsafe");
        item.InputSafety.ShouldBe("safe");
    }

    [Fact]
    public void The_worst_finding_gives_the_name_with_a_category_or_without()
    {
        TagRow leak = Row("sensitive_data_exposure", "S9", 5, inInput: false);
        TagRow prompt = Row("system_prompt_leak", null, 4.5, inInput: false);

        Compose([90, -2, 70, -2], leak, prompt).TopRiskName.ShouldBe("PII and privacy");
        AuditItem item = Compose([90, 80, 70, -2], prompt);
        item.TopRiskName.ShouldBe("System Prompt Leak");
        item.Status.ShouldBe("unsafe");
    }

    [Fact]
    public void An_input_that_no_detector_looked_at_is_neither_safe_nor_unsafe()
    {
        AuditItem item = Compose(new SliceFileHeader(["sensitive_data_exposure"]), [80]);

        item.InputSafety.ShouldBeNull();
        item.InputSafetyCategories.ShouldBeNull();
        item.RiskCategories.ShouldBe([KeyValuePair.Create("S9", "pass")]);
    }

    [Fact]
    public void Long_texts_are_cut_and_ids_tell_where_the_item_lies()
    {
        AuditItem item = Compose([90, 80, 70, 60]);

        item.InputShort!.Length.ShouldBe(200);
        item.InputShort.ShouldEndWith("…");
        item.OutputShort.ShouldBe("Fine.");
        item.Id.ShouldBe("audit_7.4");
        item.BatchName.ShouldBe("orders.jsonl");
        AuditItemIds.IndexOf("audit_7", item.Id).ShouldBe(4);
        AuditItemIds.IndexOf("audit_8", item.Id).ShouldBeNull();
        AuditItemIds.IndexOf("audit_7", "audit_7.-1").ShouldBeNull();
    }

    private static AuditItem Compose(int[] codes, params TagRow[] failures) => Compose(Header, codes, failures);

    private static AuditItem Compose(SliceFileHeader header, int[] codes, params TagRow[] failures)
    {
        var run = new RunRow
        {
            RowKey = "run_7",
            SourceContainer = Layout.DatasetContainer,
            SourceBlob = "shop/orders.jsonl",
        };
        byte[] json = Encoding.UTF8.GetBytes($$"""{"input":"{{new string('?', 500)}}","output":"Fine."}""");
        return new AuditItemComposer(Taxonomy, run).Compose(json, header, new ItemResult(4, codes), failures);
    }

    private static TagRow Row(string subcategory, string? category, double severity, bool inInput) => new()
    {
        ItemIndex = 4,
        SubcategoryId = subcategory,
        Decision = "fail",
        Severity = severity,
        SecurityCategory = category,
        InInput = inInput,
    };
}
