using Valiqor.Analysis.Items.Taxonomy;
using Valiqor.Client;
using Valiqor.Service.Days;
using Valiqor.Service.Insights;
using Valiqor.Service.Runs;
using Valiqor.Service.Runs.Tags;
using Valiqor.Testing;

namespace Valiqor.Service.Tests.Insights;

/// <summary>Which tags calibration reads, and how it puts them into rows.</summary>
public sealed class CalibrationReaderTests(AzuriteFixture azurite)
{
    private static readonly FailureTaxonomy Taxonomy = FailureTaxonomy.LoadEmbedded();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void Each_judge_has_rows_of_its_own_where_there_are_several()
    {
        Calibration calibration = Compose(
            Row("fail", "fail", "fail", "small", "1"),
            Row("pass", "pass", "fail", "small", "1"),
            Row("fail", "fail", "fail", "large", "1"),
            Row("fail", "unsure", "fail", "large", "2"),
            Row("pass", null, "pass", null, null));

        calibration.Judges.Select(row => (row.JudgeModel, row.JudgePromptVersion, row.Judge!.Tags))
            .ShouldBe([("large", "1", 1), ("large", "2", 1), ("small", "1", 2)]);
        calibration.Subcategories.Select(row => (row.JudgeModel, row.JudgePromptVersion, row.Final.Tags))
            .ShouldBe([("small", "1", 2), (null, null, 1), ("large", "1", 1), ("large", "2", 1)]);
        (calibration.Overall!.JudgeModel, calibration.Overall.Judge!.Tags).ShouldBe((null, 4));
        calibration.Overall.Final.Tags.ShouldBe(5);
        calibration.Overall.Judge.ConfidenceWhenRight.ShouldBe(0.9);
    }

    [Fact]
    public void One_judge_shares_its_rows_with_the_rules()
    {
        Calibration calibration = Compose(
            Row("fail", "not_applicable", "pass", "small", "1"), Row("pass", null, "pass", null, null));

        CalibrationRow row = calibration.Subcategories.ShouldHaveSingleItem();
        (row.JudgeModel, row.Judge!.Tags, row.Final.Tags).ShouldBe(("small", 1, 2));
        row.Judge.Confusion["pass"]["pass"].ShouldBe(1);
        row.SubcategoryName.ShouldBe(Taxonomy["degenerate_output"].Name);
    }

    [Fact]
    public async Task Only_reviewed_tags_with_a_decision_are_read_and_only_of_the_window()
    {
        await using RunDesk desk = RunDesk.Open(azurite, TimeProvider.System);
        RunRow run = await desk.BeginAsync("shop");
        TagRow[] rows = [.. Enumerable.Range(0, 3).Select(_ => Row("fail", "fail", "fail", "small", "1"))];
        (rows[1].IsReviewed, rows[2].ReviewedDecision) = (false, null);
        foreach ((int item, TagRow row) in rows.Index())
        {
            row.PartitionKey = RunLayout.TagPartition(run.Run);
            row.RowKey = RunLayout.TagRow(item, row.SubcategoryId);
            await desk.Storage.Tags.UpsertEntityAsync(row, cancellationToken: Stop);
        }

        DateOnly today = DayRange.DayOf(run.CreatedAt);
        Calibration now = await ReadAsync(desk, DayRange.EndingOn(today, 1));
        Calibration before = await ReadAsync(desk, DayRange.EndingOn(today.AddDays(-1), 30));

        (now.Runs, now.ReviewedTags, now.Days).ShouldBe((1, 1, 1));
        (before.Runs, before.ReviewedTags).ShouldBe((0, 0));
    }

    [Fact]
    public async Task More_runs_than_are_looked_at_are_told()
    {
        await using RunDesk desk = RunDesk.Open(azurite, TimeProvider.System);
        await Parallel.ForAsync(0, CalibrationReader.MostRuns + 1, Stop, async (_, _) => await desk.BeginAsync("shop"));
        DateOnly today = DayRange.DayOf(TimeProvider.System.GetUtcNow());

        Calibration calibration = await ReadAsync(desk, DayRange.EndingOn(today, 2));

        (calibration.Runs, calibration.IsCut).ShouldBe((CalibrationReader.MostRuns, true));
    }

    private static Calibration Compose(params TagRow[] rows) =>
        CalibrationComposer.Compose(Taxonomy, [.. rows.Select(ReviewedTag.Of)]);

    private static Task<Calibration> ReadAsync(RunDesk desk, DayRange window) =>
        new CalibrationReader(desk.Storage, Taxonomy).ReadAsync(desk.Organization, "shop", window, Stop);

    private static TagRow Row(
        string decision,
        string? verdict,
        string reviewed,
        string? model,
        string? version) => new()
    {
        SubcategoryId = "degenerate_output",
        Decision = decision,
        Confidence = 0.8,
        JudgeDecision = verdict,
        JudgeConfidence = verdict is null ? null : 0.9,
        JudgeModel = model,
        JudgePromptVersion = version,
        IsReviewed = true,
        ReviewedDecision = reviewed,
    };
}
