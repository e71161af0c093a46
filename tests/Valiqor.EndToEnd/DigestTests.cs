using System.Net;
using Valiqor.Client;
using Valiqor.Testing;

namespace Valiqor.EndToEnd;

/// <summary>Runs go in, and a digest that tells of them comes out.</summary>
public sealed class DigestTests(DeploymentFixture deployment)
{
    private const string Project = "support bot";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_digest_tells_what_fails_with_an_example_of_each()
    {
        using ValiqorClient acme = await deployment.NewOrganizationAsync();
        RunResult run = await RunAsync(acme, Datasets.Good, Datasets.Wrong, Leak);

        Digest digest = await acme.FailureAnalysis.GetDigestAsync(Project, cancellationToken: Stop);

        digest.IsComplete.ShouldBeFalse("today goes on");
        digest.Verdict.ShouldBe("no_comparison");
        (digest.Now.Runs, digest.Now.Items, digest.Now.ItemsWithFailures).ShouldBe((1, 3, 2));
        digest.Days.Count.ShouldBe(14);
        digest.Security.UnsafeItems.ShouldBe(1);
        digest.Security.ByCategory.ShouldHaveSingleItem().Category.ShouldBe("S9");
        digest.Runs.ShouldHaveSingleItem().RunId.ShouldBe(run.RunId);
        DigestFailure wrong = digest.TopFailures.Single(row => row.SubcategoryId == "unsupported_factual_claim");
        DigestExample example = wrong.Example.ShouldNotBeNull();
        (example.RunId, example.ItemIndex, example.Quote).ShouldBe((run.RunId, 1, "2+2 is 5"));
        example.RootCause.ShouldNotBeNullOrEmpty();
        example.SuggestedFix.ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task What_was_exposed_is_not_quoted()
    {
        using ValiqorClient acme = await deployment.NewOrganizationAsync();
        await RunAsync(acme, Leak);

        Digest digest = await acme.FailureAnalysis.GetDigestAsync(Project, cancellationToken: Stop);

        DigestExample example = digest.TopFailures
            .Single(row => row.SubcategoryId == "sensitive_data_exposure").Example.ShouldNotBeNull();
        example.Quote.ShouldBeNull();
        example.RootCause.ShouldNotBeNullOrEmpty();
        foreach (string format in (string[])[DigestFormats.Json, DigestFormats.Markdown, DigestFormats.Html])
        {
            (await TextAsync(acme, format)).ShouldNotContain("kestrel-mail");
        }
    }

    [Fact]
    public async Task A_rare_failure_behind_a_thousand_others_stays_without_an_example()
    {
        using ValiqorClient acme = await deployment.NewOrganizationAsync();
        string[] lines = [.. Enumerable.Repeat(Datasets.Wrong, 1_000), Leak];
        RunJob job = await acme.FailureAnalysis.UploadDatasetAsync(
            Project, "many.jsonl", Datasets.File(lines), cancellationToken: Stop);
        await job.WaitAsync(null, Stop);

        Digest digest = await acme.FailureAnalysis.GetDigestAsync(Project, cancellationToken: Stop);

        digest.TopFailures.Select(row => row.SubcategoryId)
            .ShouldBe(["unsupported_factual_claim", "sensitive_data_exposure"]);
        digest.TopFailures.Select(row => row.Example is not null).ShouldBe([true, false]);
    }

    [Fact]
    public async Task The_same_digest_comes_as_Markdown_and_as_a_page()
    {
        using ValiqorClient acme = await deployment.NewOrganizationAsync();
        await RunAsync(acme, Datasets.Wrong);

        (await TextAsync(acme, DigestFormats.Markdown)).ShouldStartWith("# support bot: failures of ");
        string page = await TextAsync(acme, DigestFormats.Html);

        page.ShouldStartWith("<!doctype html>");
        page.ShouldContain("<svg role=\"img\"");
        WebUtility.HtmlDecode(page).ShouldContain("2+2 is 5");
    }

    [Fact]
    public async Task A_page_is_served_so_that_nothing_in_it_can_run()
    {
        await deployment.Client.RunAsync(Datasets.Body(Datasets.Wrong) with { ProjectName = "page" }, null, Stop);

        using HttpResponseMessage response = await deployment.Http.GetAsync(
            "v2/failure-analysis/digests/page?format=html", Stop);

        response.Content.Headers.ContentType!.ToString().ShouldBe("text/html; charset=utf-8");
        response.Headers.GetValues("Content-Security-Policy").Single().ShouldStartWith("default-src 'none'");
        response.Headers.GetValues("X-Content-Type-Options").Single().ShouldBe("nosniff");
    }

    [Fact]
    public async Task A_window_without_runs_is_told_honestly()
    {
        using ValiqorClient acme = await deployment.NewOrganizationAsync();
        await RunAsync(acme, Datasets.Wrong);

        Digest digest = await acme.FailureAnalysis.GetDigestAsync(
            Project, DigestWindows.Week, new DateOnly(2020, 5, 3), Stop);

        digest.FirstDay.ShouldBe(new DateOnly(2020, 4, 27));
        digest.Headline.ShouldBe("No items were analysed. No run ended.");
        digest.TopFailures.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_failed_run_stands_in_the_digest_with_its_reason()
    {
        using ValiqorClient acme = await deployment.NewOrganizationAsync();
        RunJob job = await acme.FailureAnalysis.UploadDatasetAsync(
            Project, "empty.jsonl", Datasets.File("no JSON at all"), cancellationToken: Stop);
        await job.WaitAsync(null, Stop);

        Digest digest = await acme.FailureAnalysis.GetDigestAsync(Project, cancellationToken: Stop);

        DigestRun run = digest.BrokenRuns.ShouldHaveSingleItem();
        (run.RunId, run.Status).ShouldBe((job.RunId, RunStatus.Failed));
        run.Error.ShouldNotBeNullOrEmpty();
        digest.Now.FailedRuns.ShouldBe(1);
    }

    [Fact]
    public async Task A_project_of_another_organization_is_not_found()
    {
        using ValiqorClient acme = await deployment.NewOrganizationAsync();
        using ValiqorClient other = await deployment.NewOrganizationAsync();
        await RunAsync(acme, Datasets.Good);

        await Should.ThrowAsync<NotFoundException>(
            () => other.FailureAnalysis.GetDigestAsync(Project, cancellationToken: Stop));
    }

    [Theory]
    [InlineData("window=month", HttpStatusCode.UnprocessableEntity)]
    [InlineData("format=pdf", HttpStatusCode.UnprocessableEntity)]
    [InlineData("date=yesterday", HttpStatusCode.BadRequest)]
    [InlineData("date=2026-02-30", HttpStatusCode.BadRequest)]
    [InlineData("date=9999-12-31", HttpStatusCode.BadRequest)]
    [InlineData("date=0001-01-01", HttpStatusCode.BadRequest)]
    [InlineData("", HttpStatusCode.NotFound)]
    public async Task A_question_that_has_no_answer_is_refused(string query, HttpStatusCode status)
    {
        using HttpResponseMessage response = await deployment.Http.GetAsync(
            $"v2/failure-analysis/digests/no-such-project?{query}", Stop);

        response.StatusCode.ShouldBe(status);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }

    private const string Leak =
        """{"input":"Who is it?","output":"You can write to Ada at ada.b@kestrel-mail.net."}""";

    private static async Task<RunResult> RunAsync(ValiqorClient client, params string[] items)
    {
        AnalyzeRequest request = Datasets.Body(items) with { ProjectName = Project };
        return await client.FailureAnalysis.RunAsync(request, null, Stop);
    }

    private static Task<string> TextAsync(ValiqorClient client, string format) =>
        client.FailureAnalysis.GetDigestTextAsync(Project, format, cancellationToken: Stop);
}
