using System.Net;
using System.Text.Json;
using Valiqor.Client;
using Valiqor.Testing;

namespace Valiqor.EndToEnd;

/// <summary>Every filter of the tags, on one run.</summary>
public sealed class TagTests(DeploymentFixture deployment) : IAsyncLifetime
{
    private RunResult _run = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _run = await deployment.Client.RunAsync(
        Datasets.Body(
            Datasets.Good,
            Datasets.Wrong,
            """{"input":"Say it in JSON.","output":""}""",
            """{"input":"Who is it?","output":"You can write to Ada at ada.b@kestrel-mail.net."}"""),
        cancellationToken: Stop);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Without_a_filter_all_decisions_come_in_the_order_of_items()
    {
        List<FailureTag> tags = await ListAsync(new TagFilter());

        tags.Select(tag => tag.ItemIndex).ShouldBeInOrder();
        tags.Select(tag => tag.TagId).ShouldBeUnique();
        tags.Select(tag => tag.Decision).Distinct().Order().ShouldBe(["fail", "pass"]);
        tags.Count(tag => tag.Decision == "fail").ShouldBe(_run.Summary!.TotalFailuresDetected);
        tags.Count(tag => tag.Decision == "pass").ShouldBe(_run.Summary.TotalPasses);
    }

    [Fact]
    public async Task Each_filter_gives_the_tags_it_names()
    {
        List<FailureTag> all = await ListAsync(new TagFilter());

        await ShouldGiveAsync(new TagFilter { Decision = "fail" }, all, tag => tag.Decision == "fail");
        await ShouldGiveAsync(new TagFilter { Decision = "pass" }, all, tag => tag.Decision == "pass");
        await ShouldGiveAsync(
            new TagFilter { BucketId = "security_safety" }, all, tag => tag.BucketId == "security_safety");
        await ShouldGiveAsync(
            new TagFilter { SubcategoryId = "degenerate_output" },
            all,
            tag => tag.SubcategoryId == "degenerate_output");
        await ShouldGiveAsync(new TagFilter { MinSeverity = 4.5 }, all, tag => tag.Severity >= 4.5);
        await ShouldGiveAsync(new TagFilter { ItemIndex = 2 }, all, tag => tag.ItemIndex == 2);
        await ShouldGiveAsync(
            new TagFilter { ItemIndex = 1, Decision = "fail", BucketId = "hallucination_grounding" },
            all,
            tag => tag is { ItemIndex: 1, Decision: "fail", BucketId: "hallucination_grounding" });
        (await ListAsync(new TagFilter { IsReviewed = true })).ShouldBeEmpty();
        (await ListAsync(new TagFilter { Decision = "unsure" })).ShouldBeEmpty();
    }

    [Fact]
    public async Task Pages_put_together_are_the_whole_list()
    {
        List<FailureTag> all = await ListAsync(new TagFilter());
        var ids = new List<string>();
        string? continuation = null;
        do
        {
            string path = $"v2/failure-analysis/runs/{_run.RunId}/tags?limit=3&continuation={continuation}";
            using HttpResponseMessage response = await deployment.Http.GetAsync(path, Stop);
            using JsonDocument page = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Stop));
            ids.AddRange(page.RootElement.EnumerateArray().Select(tag => tag.GetProperty("tag_id").GetString()!));
            page.RootElement.GetArrayLength().ShouldBeInRange(1, 3);
            continuation = response.Headers.TryGetValues("X-Continuation", out var values) ? values.Single() : null;
        }
        while (continuation is not null);

        ids.ShouldBe(all.Select(tag => tag.TagId));
    }

    [Theory]
    [InlineData("decision=maybe", HttpStatusCode.UnprocessableEntity)]
    [InlineData("bucket_id=nonsense", HttpStatusCode.UnprocessableEntity)]
    [InlineData("subcategory_id=nonsense", HttpStatusCode.UnprocessableEntity)]
    [InlineData("min_severity=6", HttpStatusCode.BadRequest)]
    [InlineData("min_severity=NaN", HttpStatusCode.BadRequest)]
    [InlineData("item_index=-1", HttpStatusCode.BadRequest)]
    [InlineData("is_reviewed=perhaps", HttpStatusCode.BadRequest)]
    [InlineData("limit=0", HttpStatusCode.BadRequest)]
    [InlineData("continuation=x", HttpStatusCode.BadRequest)]
    public async Task A_filter_that_is_none_is_refused(string query, HttpStatusCode status)
    {
        using HttpResponseMessage response = await deployment.Http.GetAsync(
            $"v2/failure-analysis/runs/{_run.RunId}/tags?{query}", Stop);

        response.StatusCode.ShouldBe(status);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }

    [Fact]
    public async Task An_unknown_bucket_is_refused_with_the_known_ones()
    {
        IAsyncEnumerable<FailureTag> tags =
            deployment.Client.GetTagsAsync(_run.RunId, new TagFilter { BucketId = "nonsense" }, Stop);

        var refused = await Should.ThrowAsync<ValidationException>(async () => await tags.FirstAsync(Stop));

        string.Join('.', refused.FieldProblems.Single().Loc).ShouldBe("query.bucket_id");
        refused.Message.ShouldContain("security_safety");
    }

    private async Task ShouldGiveAsync(TagFilter filter, List<FailureTag> all, Func<FailureTag, bool> belongs)
    {
        string[] expected = [.. all.Where(belongs).Select(tag => tag.TagId)];
        expected.ShouldNotBeEmpty(filter.ToString());
        (await ListAsync(filter)).Select(tag => tag.TagId).ShouldBe(expected, filter.ToString());
    }

    private async Task<List<FailureTag>> ListAsync(TagFilter filter)
    {
        var tags = new List<FailureTag>();
        await foreach (FailureTag tag in deployment.Client.GetTagsAsync(_run.RunId, filter, Stop))
        {
            tags.Add(tag);
        }

        return tags;
    }
}
