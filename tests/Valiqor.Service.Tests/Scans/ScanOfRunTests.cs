using System.Text;
using Valiqor.Analysis.Items;
using Valiqor.Analysis.Items.Taxonomy;
using Valiqor.Analysis.Scans;
using Valiqor.Client;
using Valiqor.Service.Runs;
using Valiqor.Service.Scans;
using Valiqor.Testing;

namespace Valiqor.Service.Tests.Scans;

/// <summary>Which scan explains a run, and that it stays the one.</summary>
public sealed class ScanOfRunTests(AzuriteFixture azurite)
{
    private static readonly FailureTaxonomy Taxonomy = FailureTaxonomy.LoadEmbedded();

    private readonly string _organization = $"org-{Guid.CreateVersion7():N}";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_run_keeps_the_scan_it_began_with_though_its_id_is_uploaded_again()
    {
        (ScanIntake intake, ScanOfRun scans) = await ServicesAsync();
        await TakeAsync(intake, "one", Map("before.py"));
        RunRow run = Run(new AnalyzeOptions());
        await scans.FixAsync(run, Stop);

        await TakeAsync(intake, "one", Map("after.py"));
        RunRow later = Run(new AnalyzeOptions());
        await scans.FixAsync(later, Stop);

        run.ScanId.ShouldBe("one");
        later.ScanId.ShouldBe("one");
        (await PlaceAsync(scans, run)).ShouldBe("before.py");
        (await PlaceAsync(scans, later)).ShouldBe("after.py");
    }

    [Fact]
    public async Task A_scan_that_moves_to_another_project_is_its_first_ones_no_more()
    {
        (ScanIntake intake, ScanOfRun scans) = await ServicesAsync();
        await TakeAsync(intake, "one", Map("a.py"));
        await intake.TakeAsync(_organization, "elsewhere", "one", [Map("a.py")], Stop);

        RunRow run = Run(new AnalyzeOptions());
        await scans.FixAsync(run, Stop);

        run.ScanId.ShouldBeNull();
    }

    [Fact]
    public async Task A_project_is_not_taken_for_another_whose_name_goes_on()
    {
        (ScanIntake intake, ScanOfRun scans) = await ServicesAsync();
        foreach (string project in (string[])["shop 2", "shop-2", "shop.2", "sho"])
        {
            await intake.TakeAsync(_organization, project, project.Replace(' ', '_'), [Map("a.py")], Stop);
        }

        RunRow run = Run(new AnalyzeOptions());
        await scans.FixAsync(run, Stop);

        run.ScanId.ShouldBeNull();
    }

    [Fact]
    public async Task A_run_whose_map_was_removed_goes_without()
    {
        (_, ScanOfRun scans) = await ServicesAsync();
        RunRow run = Run(new AnalyzeOptions());
        (run.ScanId, run.ScanDigest) = ("gone", "0123");

        (await scans.LoadAsync(run, Stop)).ShouldBeNull();
    }

    private async Task<(ScanIntake Intake, ScanOfRun Scans)> ServicesAsync()
    {
        var storage = new ScanStorage(azurite.Account, TimeProvider.System);
        await storage.EnsureCreatedAsync(Stop);
        return (new ScanIntake(storage, TimeProvider.System), new ScanOfRun(storage));
    }

    private Task<ScanRow> TakeAsync(ScanIntake intake, string id, ScanFile file) =>
        intake.TakeAsync(_organization, "shop", id, [file], Stop);

    private RunRow Run(AnalyzeOptions options) => new()
    {
        PartitionKey = _organization,
        RowKey = AzuriteFixture.NewRun().RunId,
        Project = "shop",
        Status = RunStatus.Queued,
        Options = System.Text.Json.JsonSerializer.Serialize(options, RunJson.Default.AnalyzeOptions),
    };

    private static async Task<string> PlaceAsync(ScanOfRun scans, RunRow run)
    {
        ScanExplainer explainer = (await scans.LoadAsync(run, Stop)).ShouldNotBeNull();
        var item = new Item { Input = "?", Output = "", ToolCalls = [new ToolCall("get_weather", "{}")] };
        Signal signal = Signal.Fail(
            1, "It failed.", "Mend it.", Evidence.InToolCall(0, ToolCallField.Arguments, 0, 2, "any", "No."));
        return explainer.Explain(item, new Finding(Taxonomy["invalid_tool_arguments"], signal)).Single().Place.Path;
    }

    private static ScanFile Map(string path) => new(
        "map.json",
        Encoding.UTF8.GetBytes($$"""{"tools": [{"path": "{{path}}", "line": 1, "name": "get_weather"}]}"""));
}
