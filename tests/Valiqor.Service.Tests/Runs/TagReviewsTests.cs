using Valiqor.Client;
using Valiqor.Service.Ground;
using Valiqor.Service.Runs;
using Valiqor.Service.Runs.Tags;
using Valiqor.Service.Runs.Workflow;
using Valiqor.Testing;

namespace Valiqor.Service.Tests.Runs;

/// <summary>Reviews, and slices that are analysed again.</summary>
public sealed class TagReviewsTests(AzuriteFixture azurite)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_review_stays_when_its_slice_is_analysed_again()
    {
        await using var host = new HostlessService(azurite.Account);
        RunRef run = await host.StartAsync($"org-{Guid.CreateVersion7():N}", "shop", Testing.Datasets.Wrong,
            Testing.Datasets.Good);
        await host.Activities.PlanRunAsync(run, Stop);
        SliceResult first = await host.Activities.AnalyzeSliceAsync(new SliceRequest(run, 0), Stop);
        RunRow row = await host.Storage.GetRunAsync(run, Stop);
        FailureTag[] tags = await TagsAsync(host, row);
        var update = new TagUpdate { IsReviewed = true, IssueUrl = "https://example.com/1" };
        foreach (FailureTag tag in tags)
        {
            var place = new TagPlace(tag.ItemIndex, tag.SubcategoryId);
            (await host.Get<TagReviews>().UpdateAsync(row, place, update, Stop)).ShouldNotBeNull();
        }

        FailureTag[] reviewed = await TagsAsync(host, row);
        SliceResult again = await host.Activities.AnalyzeSliceAsync(new SliceRequest(run, 0), Stop);

        reviewed.ShouldAllBe(tag => tag.IsReviewed && tag.ReviewedAt != null && tag.IssueUrl == update.IssueUrl);
        tags.Select(tag => tag.Decision).Distinct().Order().ShouldBe(["fail", "pass"]);
        (await TagsAsync(host, row)).Select(Text).ShouldBe(reviewed.Select(Text));
        again.Tally.Items.ShouldBe(first.Tally.Items);
    }

    [Fact]
    public async Task Two_who_review_a_tag_at_once_both_have_their_say()
    {
        await using var host = new HostlessService(azurite.Account);
        RunRef run = await host.StartAsync($"org-{Guid.CreateVersion7():N}", "shop", Testing.Datasets.Good);
        await host.Activities.PlanRunAsync(run, Stop);
        await host.Activities.AnalyzeSliceAsync(new SliceRequest(run, 0), Stop);
        RunRow row = await host.Storage.GetRunAsync(run, Stop);
        FailureTag tag = (await TagsAsync(host, row))[0];
        var place = new TagPlace(tag.ItemIndex, tag.SubcategoryId);
        TagReviews reviews = host.Get<TagReviews>();

        await Task.WhenAll(
            reviews.UpdateAsync(row, place, new TagUpdate { IsReviewed = true }, Stop),
            reviews.UpdateAsync(row, place, new TagUpdate { IssueUrl = "https://example.com/1" }, Stop));

        FailureTag after = (await TagsAsync(host, row))[0];
        (after.IsReviewed, after.IssueUrl, after.Decision).ShouldBe((true, "https://example.com/1", "pass"));
    }

    private static async Task<FailureTag[]> TagsAsync(HostlessService host, RunRow row) =>
        await host.Get<TagReader>().ReadAsync(row, new TagFilter(), null, Stop).ToArrayAsync(Stop);

    private static string Text(FailureTag tag) =>
        System.Text.Json.JsonSerializer.Serialize(tag, WireJson.Default.FailureTag);
}
