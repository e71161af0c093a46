using System.Collections.Immutable;
using System.Text.Json;
using Valiqor.Analysis.Items;
using Valiqor.Analysis.Scans;
using Valiqor.Client;
using Valiqor.Service.Ground;
using Valiqor.Service.Runs;
using Valiqor.Service.Runs.Tags;

namespace Valiqor.Service.Tests.Runs;

public sealed class TagEvidenceTests
{
    private static readonly ScanEvidence Exact = new(
        new SourcePlace("app/tools.py", 12), "tool_schema_open", "The definition is open.", "Close it.")
    {
        IsExact = true,
    };

    private static readonly ScanEvidence Fitting = new(default, "high_temperature", "It is hot.", "Cool it.");

    [Fact]
    public void The_sources_have_their_places_among_ten_however_many_the_item_has()
    {
        EvidenceItem[] rows = Rows("0123456789abcdef", "Wrong.", 16, [Exact, Fitting]);

        rows.Length.ShouldBe(Evidence.Limit);
        rows[^2..].ShouldAllBe(row => row.Source == EvidenceSources.Scan);
        rows[^2].Metadata.ToJsonString().ShouldBe("""{"file":"app/tools.py","line":12,"rule":"tool_schema_open"}""");
        rows[^1].Metadata.ToJsonString().ShouldBe("""{"rule":"high_temperature"}""");
    }

    [Fact]
    public void Where_a_row_is_too_small_the_items_places_give_way()
    {
        // Each of these letters takes six in JSON.
        EvidenceItem[] rows = Rows(new string('\u0001', 100_000), new string('\u0002', 1_000), 10, [Exact]);

        rows.Length.ShouldBeLessThan(Evidence.Limit);
        rows[^1].Source.ShouldBe(EvidenceSources.Scan);
    }

    [Fact]
    public void Only_what_the_item_points_to_is_named_as_cause_and_fix()
    {
        TagEvidence.CauseOf("It failed.", [Fitting, Exact]).ShouldBe("It failed. The definition is open.");
        TagEvidence.FixOf("Mend it.", [Fitting, Exact]).ShouldBe("Close it. Mend it.");
        TagEvidence.CauseOf("It failed.", [Fitting]).ShouldBe("It failed.");
        TagEvidence.FixOf(null, [Exact]).ShouldBe("Close it.");
        TagEvidence.FixOf(null, []).ShouldBeNull();
    }

    private static EvidenceItem[] Rows(
        string output,
        string description,
        int places,
        ImmutableArray<ScanEvidence> sources)
    {
        var item = new Item { Input = "?", Output = output };
        int length = output.Length / places;
        ImmutableArray<Evidence> evidence =
        [
            .. from place in Enumerable.Range(0, places)
               select Evidence.InOutput(place * length, (place + 1) * length, "rule", description),
        ];
        string json = new TagEvidence(0, item, null).JsonOf(evidence, sources);
        json.Length.ShouldBeLessThanOrEqualTo(TableLimits.TextCharacters);
        return JsonSerializer.Deserialize(json, RunJson.Default.EvidenceItemArray)!;
    }
}
