using System.Net;
using System.Text.Json;
using Valiqor.Client;
using Valiqor.LocalHost;
using Valiqor.StandInModel;
using Valiqor.Testing;

namespace Valiqor.EndToEnd;

/// <summary>Reviewers decide tags themselves, and the service tells how far it agrees with them.</summary>
public sealed class CalibrationTests(DeploymentFixture deployment, AzuriteFixture azurite)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_reviewer_s_decision_is_kept_in_the_tag_until_it_is_taken_back()
    {
        using ValiqorClient valiqor = await deployment.NewOrganizationAsync();
        FailureAnalysisClient client = valiqor.FailureAnalysis;
        RunResult run = await client.RunAsync(Datasets.Body(Datasets.Good, Datasets.Wrong), cancellationToken: Stop);
        string id = (await TagsAsync(client, run)).First(tag => tag.Decision == "pass").TagId;

        UpdatedTag decided = await DecideAsync(client, id, "fail");
        FailureTag shown = (await TagsAsync(client, run)).Single(tag => tag.TagId == id);
        UpdatedTag again = await DecideAsync(client, id, "fail");
        UpdatedTag back = await DecideAsync(client, id, "");

        (decided.IsReviewed, decided.ReviewedDecision).ShouldBe((true, "fail"));
        decided.Message.ShouldBe("The tag is reviewed. The reviewer's decision is fail.");
        (shown.Decision, shown.IsReviewed, shown.ReviewedDecision).ShouldBe(("pass", true, "fail"));
        again.ShouldBe(decided);
        (back.IsReviewed, back.ReviewedDecision, back.ReviewedAt).ShouldBe((true, null, decided.ReviewedAt));
    }

    [Fact]
    public async Task A_decision_on_a_tag_that_is_expressly_not_reviewed_does_not_count_yet()
    {
        using ValiqorClient valiqor = await deployment.NewOrganizationAsync();
        FailureAnalysisClient client = valiqor.FailureAnalysis;
        RunResult run = await client.RunAsync(Datasets.Body(Datasets.Wrong), cancellationToken: Stop);
        string id = run.FailureTags[0].TagId;

        UpdatedTag draft = await client.UpdateTagAsync(
            id, new TagUpdate { IsReviewed = false, ReviewedDecision = "unsure" }, Stop);
        Calibration before = await client.GetCalibrationAsync(cancellationToken: Stop);
        await client.UpdateTagAsync(id, new TagUpdate { IsReviewed = true }, Stop);
        Calibration after = await client.GetCalibrationAsync(cancellationToken: Stop);

        (draft.IsReviewed, draft.ReviewedDecision, draft.ReviewedAt).ShouldBe((false, "unsure", null));
        before.ReviewedTags.ShouldBe(0);
        before.Overall.ShouldBeNull();
        after.ReviewedTags.ShouldBe(1);
        after.Overall!.Final.Confusion["fail"]["unsure"].ShouldBe(1);
    }

    [Theory]
    [InlineData("maybe")]
    [InlineData("not_applicable")]
    [InlineData("Fail")]
    [InlineData(" ")]
    public async Task A_decision_that_nobody_knows_is_refused_with_those_that_are(string decision)
    {
        using ValiqorClient valiqor = await deployment.NewOrganizationAsync();
        FailureAnalysisClient client = valiqor.FailureAnalysis;
        RunResult run = await client.RunAsync(Datasets.Body(Datasets.Wrong), cancellationToken: Stop);

        var refused = await Should.ThrowAsync<ValidationException>(
            () => DecideAsync(client, run.FailureTags[0].TagId, decision));

        string.Join('.', refused.FieldProblems.Single().Loc).ShouldBe("body.reviewed_decision");
        refused.Message.ShouldContain("fail, pass, unsure");
    }

    [Theory]
    [InlineData("days=0")]
    [InlineData("days=366")]
    [InlineData("days=x")]
    public async Task A_window_that_cannot_be_is_refused(string query)
    {
        using HttpResponseMessage answer = await deployment.Http.GetAsync(
            new Uri(deployment.Url, $"v2/failure-analysis/calibration?{query}"), Stop);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Rules_alone_are_compared_with_reviewers_by_project_and_for_nobody_else()
    {
        using ValiqorClient valiqor = await deployment.NewOrganizationAsync();
        using ValiqorClient foreign = await deployment.NewOrganizationAsync();
        FailureAnalysisClient client = valiqor.FailureAnalysis;
        AnalyzeRequest body = Datasets.Body(Datasets.Good, Datasets.Wrong) with { ProjectName = "shop" };
        RunResult run = await client.RunAsync(body, cancellationToken: Stop);
        List<FailureTag> tags = await TagsAsync(client, run);
        FailureTag failed = tags.First(tag => tag.Decision == "fail");
        FailureTag passed = tags.First(tag => tag.Decision == "pass" && tag.SubcategoryId != failed.SubcategoryId);
        await DecideAsync(client, failed.TagId, "fail");
        await DecideAsync(client, passed.TagId, "fail");

        Calibration own = await client.GetCalibrationAsync("shop", cancellationToken: Stop);
        Calibration other = await client.GetCalibrationAsync("another", cancellationToken: Stop);
        Calibration theirs = await foreign.FailureAnalysis.GetCalibrationAsync(cancellationToken: Stop);

        (own.ProjectName, own.Days, own.Runs, own.ReviewedTags, own.IsCut).ShouldBe(("shop", 30, 1, 2, false));
        own.Judges.ShouldBeEmpty();
        own.Overall!.Judge.ShouldBeNull();
        (own.Overall.Final.Tags, own.Overall.Final.ObservedAgreement, own.Overall.Final.Kappa).ShouldBe((2, 0.5, 0));
        own.Overall.Final.Confusion["pass"]["fail"].ShouldBe(1);
        own.Subcategories.Select(row => row.SubcategoryId)
            .ShouldBe([failed.SubcategoryId, passed.SubcategoryId], ignoreOrder: true);
        (other.Runs, other.ReviewedTags, other.Overall).ShouldBe((0, 0, null));
        (theirs.Runs, theirs.ReviewedTags).ShouldBe((0, 0));
    }

    [Fact]
    public async Task A_judge_is_compared_with_reviewers_and_a_restart_forgets_nothing()
    {
        await using var model = new StandInProcess();
        await model.InitializeAsync();
        await model.ObeyAsync(new StandInControl());
        using var directory = new TemporaryDirectory();
        string project = $"judged-{Guid.CreateVersion7():N}";
        Calibration before;
        FailureTag[] judged;
        await using (LocalService service = await ServeAsync(directory, model))
        {
            using ValiqorClient valiqor = ClientOf(service);
            FailureAnalysisClient client = valiqor.FailureAnalysis;
            RunResult run = await client.RunAsync(
                Datasets.Body(Open(20)) with { ProjectName = project }, cancellationToken: Stop);
            judged = [.. (await TagsAsync(client, run)).Where(tag => tag.JudgeDecision is not null).Take(6)];
            judged.Length.ShouldBeGreaterThan(2, "the stand-in gave no verdicts");

            // The reviewer agrees with the judge but for the first tag.
            foreach ((int at, FailureTag tag) in judged.Index())
            {
                await DecideAsync(client, tag.TagId, at > 0 ? Known(tag.JudgeDecision!) : Another(tag.JudgeDecision!));
            }

            before = await client.GetCalibrationAsync(project, cancellationToken: Stop);
        }

        await using LocalService second = await ServeAsync(directory, model);
        using ValiqorClient later = ClientOf(second);
        Calibration after = await later.FailureAnalysis.GetCalibrationAsync(project, cancellationToken: Stop);

        JsonSerializer.Serialize(after, WireJson.Default.Calibration)
            .ShouldBe(JsonSerializer.Serialize(before, WireJson.Default.Calibration));
        after.ReviewedTags.ShouldBe(judged.Length);
        CalibrationRow row = after.Judges.ShouldHaveSingleItem();
        (row.JudgeModel, row.JudgePromptVersion).ShouldBe(("judge-1", judged[0].JudgePromptVersion));
        RaterAgreement verdicts = after.Overall!.Judge!;
        verdicts.Tags.ShouldBe(judged.Length);
        verdicts.ObservedAgreement.ShouldBe((judged.Length - 1.0) / judged.Length, 0.0001);
        verdicts.Confusion[Known(judged[0].JudgeDecision!)][Another(judged[0].JudgeDecision!)].ShouldBe(1);
        after.Overall.Final.Tags.ShouldBe(judged.Length);
        after.Subcategories.Sum(one => one.Judge?.Tags ?? 0).ShouldBe(judged.Length);
    }

    /// <summary>Items that rules leave open, so that a judge is asked.</summary>
    private static string[] Open(int count) =>
    [
        .. from number in Enumerable.Range(0, count)
           select $$"""{"input":"Why was parcel {{number}} late?","output":"Customs opened parcel {{number}}."}""",
    ];

    private static string Known(string decision) => decision == "not_applicable" ? "pass" : decision;

    private static string Another(string decision) => Known(decision) == "fail" ? "pass" : "fail";

    private static async Task<UpdatedTag> DecideAsync(FailureAnalysisClient client, string tagId, string decision) =>
        await client.UpdateTagAsync(tagId, new TagUpdate { ReviewedDecision = decision }, Stop);

    private static async Task<List<FailureTag>> TagsAsync(FailureAnalysisClient client, RunResult run) =>
        await client.GetTagsAsync(run.RunId, new TagFilter(), Stop).ToListAsync(Stop);

    private static ValiqorClient ClientOf(LocalService service) =>
        ValiqorClient.Create(new ClientOptions { BaseUrl = service.Url, ApiKey = service.AdminKey });

    private Task<LocalService> ServeAsync(
        TemporaryDirectory directory,
        StandInProcess model) => LocalService.StartAsync(
        new LocalServiceOptions
        {
            DataDirectory = directory.Path,
            StorageConnection = azurite.ConnectionString,
            Settings = new Dictionary<string, string?>
            {
                ["Valiqor:Judge:Model:Name"] = "judge-1",
                ["Valiqor:Judge:Model:Endpoint"] = model.Url.ToString(),
                ["Valiqor:Judge:Model:ApiKey"] = "sk-of-the-stand-in",
            },
        },
        Stop);
}
