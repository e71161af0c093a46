using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Valiqor.Client;
using Valiqor.Testing;

namespace Valiqor.EndToEnd;

/// <summary>A person looks at tags and says so.</summary>
public sealed class ReviewTests(DeploymentFixture deployment) : IAsyncLifetime
{
    private const string Issue = "https://example.com/issues/7";

    private ValiqorClient _valiqor = null!;
    private string _key = "";
    private RunResult _run = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private FailureAnalysisClient Client => _valiqor.FailureAnalysis;

    public async ValueTask InitializeAsync()
    {
        CreatedKey created = await deployment.Valiqor.Keys.CreateAsync(
            new CreateKeyRequest { Name = "reviews", Organization = $"org-{Guid.CreateVersion7():N}" }, Stop);
        _key = created.ApiKey;
        _valiqor = deployment.ValiqorWith(_key);
        _run = await Client.RunAsync(
            Datasets.Body(Datasets.Good, Datasets.Wrong, Datasets.Good), cancellationToken: Stop);
    }

    public ValueTask DisposeAsync()
    {
        _valiqor.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("fail")]
    [InlineData("pass")]
    public async Task A_review_changes_a_tag_in_nothing_but_the_review(string decision)
    {
        List<FailureTag> before = await ListAsync(new TagFilter());
        FailureTag tag = before.First(tag => tag.Decision == decision);

        UpdatedTag updated = await Client.UpdateTagAsync(
            tag.TagId, new TagUpdate { IsReviewed = true, IssueUrl = Issue }, Stop);

        (updated.TagId, updated.IsReviewed, updated.IssueUrl).ShouldBe((tag.TagId, true, Issue));
        updated.ReviewedAt.ShouldNotBeNull().ShouldBeGreaterThan(_run.CreatedAt);
        List<FailureTag> after = await ListAsync(new TagFilter());
        FailureTag expected = tag with { IsReviewed = true, ReviewedAt = updated.ReviewedAt, IssueUrl = Issue };
        after.Select(Text).ShouldBe(before.Select(row => Text(row.TagId == tag.TagId ? expected : row)));
        RunResult run = await Client.GetRunAsync(_run.RunId, Stop);
        run.Inputs.Select(input => input.FailureCount).ShouldBe(_run.Inputs.Select(input => input.FailureCount));
        run.FailureTags.Select(row => row.TagId).ShouldBe(_run.FailureTags.Select(row => row.TagId));
        Text(run.Summary!).ShouldBe(Text(_run.Summary!));
    }

    [Fact]
    public async Task Reviewed_tags_list_once_under_every_filter_and_over_pages()
    {
        List<FailureTag> all = await ListAsync(new TagFilter());
        string[] passes = [.. all.Where(tag => tag.Decision == "pass").Select(tag => tag.TagId)];
        string[] fails = [.. all.Where(tag => tag.Decision == "fail").Select(tag => tag.TagId)];
        string[] reviewed = [passes[0], passes[^1], fails[0]];
        foreach (string id in reviewed)
        {
            await Client.UpdateTagAsync(id, new TagUpdate { IsReviewed = true }, Stop);
        }

        await ShouldGiveAsync(new TagFilter { Decision = "pass" }, passes);
        await ShouldGiveAsync(new TagFilter { Decision = "fail" }, fails);
        await ShouldGiveAsync(
            new TagFilter { IsReviewed = true }, all.Select(tag => tag.TagId).Where(reviewed.Contains));
        await ShouldGiveAsync(
            new TagFilter { IsReviewed = false }, all.Select(tag => tag.TagId).Except(reviewed));
        await ShouldGiveAsync(new TagFilter { IsReviewed = true, Decision = "pass" }, passes[0], passes[^1]);
        await ShouldGiveAsync(new TagFilter { IsReviewed = true, MinSeverity = 0.1 }, fails[0]);
        await ShouldGiveAsync(
            new TagFilter { IsReviewed = true, ItemIndex = 0 }, reviewed.Where(id => id.Contains(".0.")));
        foreach (string filter in (string[])["", "decision=pass&", "is_reviewed=true&", "is_reviewed=false&"])
        {
            List<string> whole = await PageAsync($"{filter}limit=1000");
            (await PageAsync($"{filter}limit=2")).ShouldBe(whole, ignoreOrder: false, filter);
        }
    }

    [Fact]
    public async Task Saying_it_twice_changes_nothing_and_what_is_left_out_stays()
    {
        string id = _run.FailureTags[0].TagId;

        UpdatedTag first = await Client.UpdateTagAsync(id, new TagUpdate { IsReviewed = true }, Stop);
        UpdatedTag again = await Client.UpdateTagAsync(id, new TagUpdate { IsReviewed = true }, Stop);
        UpdatedTag linked = await Client.UpdateTagAsync(id, new TagUpdate { IssueUrl = Issue }, Stop);
        UpdatedTag undone = await Client.UpdateTagAsync(id, new TagUpdate { IsReviewed = false }, Stop);
        UpdatedTag unlinked = await Client.UpdateTagAsync(id, new TagUpdate { IssueUrl = "" }, Stop);

        again.ShouldBe(first);
        (linked.IsReviewed, linked.ReviewedAt, linked.IssueUrl).ShouldBe((true, first.ReviewedAt, Issue));
        (undone.IsReviewed, undone.ReviewedAt, undone.IssueUrl).ShouldBe((false, null, Issue));
        (unlinked.IsReviewed, unlinked.ReviewedAt, unlinked.IssueUrl).ShouldBe((false, null, null));
        Text((await ListAsync(new TagFilter())).Single(tag => tag.TagId == id)).ShouldBe(Text(_run.FailureTags[0]));
    }

    [Fact]
    public async Task A_tag_that_is_not_ours_or_is_none_is_not_found()
    {
        using ValiqorClient foreign = await deployment.NewOrganizationAsync();
        string known = _run.FailureTags[0].TagId;
        var update = new TagUpdate { IsReviewed = true };
        await Should.ThrowAsync<NotFoundException>(() => foreign.FailureAnalysis.UpdateTagAsync(known, update, Stop));

        foreach (string id in (string[])
        [
            "nonsense", $"{_run.RunId}", $"{_run.RunId}.0", $"{_run.RunId}.0.", $"{_run.RunId}.0.nonsense",
            $"{_run.RunId}.00.degenerate_output", $"{_run.RunId}.-1.degenerate_output",
            $"{_run.RunId}.3.degenerate_output", $"{_run.RunId}.99999999999.degenerate_output",
            $"{_run.RunId}.0.invalid_tool_arguments", $"{_run.RunId}.0.degenerate_output.x",
            "run_000000000000000000000000.0.degenerate_output", "l|shop||.0.degenerate_output",
        ])
        {
            (await SendAsync(HttpMethod.Patch, id, """{"is_reviewed":true}""")).ShouldBe(HttpStatusCode.NotFound, id);
        }

        (await ListAsync(new TagFilter { IsReviewed = true })).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"is_reviewed":null,"issue_url":null}""")]
    [InlineData("""{"is_reviewed":"yes"}""")]
    [InlineData("""{"issue_url":7}""")]
    [InlineData("""{"issue_url":"issues/7"}""")]
    [InlineData("""{"issue_url":" "}""")]
    [InlineData("""{"issue_url":"//example.com/7"}""")]
    [InlineData("""{"issue_url":"javascript:alert(1)"}""")]
    [InlineData("""{"issue_url":"ftp://example.com/7"}""")]
    [InlineData("""{"issue_url":"https://example.com/a b"}""")]
    [InlineData("""[]""")]
    [InlineData("""{"is_reviewed":""")]
    public async Task A_review_that_is_none_is_refused(string body) =>
        (await SendAsync(HttpMethod.Patch, _run.FailureTags[0].TagId, body))
            .ShouldBe(HttpStatusCode.UnprocessableEntity);

    [Fact]
    public async Task An_issue_s_address_has_at_most_2000_characters()
    {
        string id = _run.FailureTags[0].TagId;
        string longest = Issue + new string('x', 2_000 - Issue.Length);

        (await Client.UpdateTagAsync(id, new TagUpdate { IssueUrl = longest }, Stop)).IssueUrl.ShouldBe(longest);
        var refused = await Should.ThrowAsync<ValidationException>(
            () => Client.UpdateTagAsync(id, new TagUpdate { IssueUrl = longest + "x" }, Stop));
        string.Join('.', refused.FieldProblems.Single().Loc).ShouldBe("body.issue_url");
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("POST")]
    public async Task Clients_without_PATCH_have_another_way(string method)
    {
        string id = _run.FailureTags[0].TagId;

        (await SendAsync(new HttpMethod(method), id, """{"is_reviewed":true,"later":1}""")).ShouldBe(HttpStatusCode.OK);

        await ShouldGiveAsync(new TagFilter { IsReviewed = true }, id);
    }

    private async Task<HttpStatusCode> SendAsync(HttpMethod method, string tagId, string body)
    {
        using var request = new HttpRequestMessage(
            method, new Uri(deployment.Url, $"v2/failure-analysis/tags/{Uri.EscapeDataString(tagId)}"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _key);
        request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await deployment.Http.SendAsync(request, Stop);
        return response.StatusCode;
    }

    private async Task ShouldGiveAsync(TagFilter filter, params IEnumerable<string> ids) =>
        (await ListAsync(filter)).Select(tag => tag.TagId).ShouldBe(ids, filter.ToString());

    private async Task<List<FailureTag>> ListAsync(TagFilter filter)
    {
        var tags = new List<FailureTag>();
        await foreach (FailureTag tag in Client.GetTagsAsync(_run.RunId, filter, Stop))
        {
            tags.Add(tag);
        }

        return tags;
    }

    /// <summary>The ids of all pages, each asked for where the one before says.</summary>
    private async Task<List<string>> PageAsync(string query)
    {
        var ids = new List<string>();
        string? continuation = null;
        do
        {
            string path = $"v2/failure-analysis/runs/{_run.RunId}/tags?{query}&continuation={continuation}";
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(deployment.Url, path));
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _key);
            using HttpResponseMessage response = await deployment.Http.SendAsync(request, Stop);
            using JsonDocument page = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Stop));
            ids.AddRange(page.RootElement.EnumerateArray().Select(tag => tag.GetProperty("tag_id").GetString()!));
            continuation = response.Headers.TryGetValues("X-Continuation", out var values) ? values.Single() : null;
        }
        while (continuation is not null);

        return ids;
    }

    private static string Text(FailureTag tag) => JsonSerializer.Serialize(tag, WireJson.Default.FailureTag);

    private static string Text(RunSummary summary) => JsonSerializer.Serialize(summary, WireJson.Default.RunSummary);
}
