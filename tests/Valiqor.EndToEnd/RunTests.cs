using System.Text.Json;
using Valiqor.Analysis.Items.Taxonomy;
using Valiqor.Client;
using Valiqor.Testing;

namespace Valiqor.EndToEnd;

/// <summary>A dataset goes in at the front door, and tags come out.</summary>
public sealed class RunTests(DeploymentFixture deployment)
{
    private const string France =
        """{"input":"What is the capital of France?","output":"The capital of France is London.","""
        + """ "context":"Paris is the capital of France."}""";

    private readonly FailureAnalysisClient _client = deployment.Client;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_claim_that_the_context_contradicts_fails_with_its_place()
    {
        RunResult run = await _client.RunAsync(Datasets.Body(France), cancellationToken: Stop);

        run.Status.ShouldBe(RunStatus.Completed);
        run.FeatureKind.ShouldBe("rag");
        FailureTag tag = run.FailureTags.Single(tag => tag.SubcategoryId == "contradiction_with_context");
        tag.Decision.ShouldBe("fail");
        tag.BucketId.ShouldBe("hallucination_grounding");
        tag.Confidence.ShouldBeLessThanOrEqualTo(0.6, "a rule alone may not claim more where a judge is wanted");
        EvidenceItem evidence = tag.EvidenceItems.First(item => item.Source == "output");
        evidence.ContentSnippet.ShouldBe("London");
        evidence.Metadata["start"]!.GetValue<int>().ShouldBe("The capital of France is ".Length);
        evidence.Metadata["end"]!.GetValue<int>().ShouldBe("The capital of France is London".Length);
    }

    [Fact]
    public async Task Wrong_arithmetic_fails_and_the_summary_says_so()
    {
        RunResult run = await _client.RunAsync(Datasets.Body(Datasets.Wrong, Datasets.Good), cancellationToken: Stop);

        run.Summary!.PrimaryFailure.ShouldBe("unsupported_factual_claim");
        run.Summary.TotalItems.ShouldBe(2);
        run.Summary.ItemsWithFailures.ShouldBe(1);
        run.Summary.ShouldAlert.ShouldBeTrue();
        run.Inputs.Select(input => input.HasFailures).ShouldBe([true, false]);
        run.Inputs[0].MaxSeverity.ShouldBe(4.5);
        run.SecurityFlags.ShouldNotBeNull()["S9"].ShouldBe("pass");
    }

    [Fact]
    public async Task Offsets_count_characters_and_not_halves_of_them()
    {
        const string output = "👍 All right 👍: 2+2 is 5";
        string item = JsonSerializer.Serialize(new Dictionary<string, string> { ["input"] = "?", ["output"] = output });

        RunResult run = await _client.RunAsync(Datasets.Body(item), cancellationToken: Stop);

        EvidenceItem evidence = run.FailureTags.Single().EvidenceItems[0];
        int start = evidence.Metadata["start"]!.GetValue<int>();
        int end = evidence.Metadata["end"]!.GetValue<int>();
        string[] characters = [.. output.EnumerateRunes().Select(rune => rune.ToString())];
        string.Concat(characters[start..end]).ShouldBe(evidence.ContentSnippet);
    }

    [Fact]
    public async Task What_could_not_be_looked_for_is_listed_with_the_reason()
    {
        RunResult run = await _client.RunAsync(Datasets.Body(Datasets.Good), cancellationToken: Stop);

        run.DetectorsRun.ShouldContain("degenerate_output");
        run.DetectorsSkipped.ShouldContain(row => row.StartsWith("irrelevant_retrieval: ", StringComparison.Ordinal));
        run.DetectorsSkipped.ShouldAllBe(row => row.Contains(": "));
        IReadOnlyList<TaxonomySubcategory> known = await _client.GetSubcategoriesAsync(cancellationToken: Stop);
        var told = run.DetectorsRun.Concat(run.DetectorsSkipped.Select(row => row.Split(':')[0])).ToHashSet();
        known.Select(row => row.SubcategoryId).ShouldBeSubsetOf(told);
        known.SelectMany(row => row.RelatedEvalMetrics).ShouldBeSubsetOf(told, "metrics say it too");
    }

    [Fact]
    public async Task Only_the_buckets_that_were_asked_for_run()
    {
        AnalyzeRequest request = Datasets.Body(France) with { Buckets = ["retrieval_failures"], RunSecurity = false };

        RunResult run = await _client.RunAsync(request, cancellationToken: Stop);

        run.DetectorsRun.ShouldBe(
            ["irrelevant_retrieval", "missing_relevant_context", "retrieved_context_ignored"]);
        run.SecurityFlags.ShouldBeNull();
    }

    [Fact]
    public async Task A_large_dataset_is_accepted_and_goes_on_by_itself()
    {
        RunJob job =
            await _client.UploadDatasetAsync("large", "orders.jsonl", Datasets.Large(3_000), cancellationToken: Stop);

        JobStatus status = await job.WaitAsync(null, Stop);

        status.Status.ShouldBe(RunStatus.Completed);
        status.ProgressPercent.ShouldBe(100);
        status.CurrentItem.ShouldBe(3_000);
        RunResult run = await job.ResultAsync(Stop);
        run.Summary!.ItemsWithFailures.ShouldBe(300);
        run.Inputs.Count.ShouldBe(RunResult.ListLimit);
        run.FailureTags.Count.ShouldBeInRange(300, RunResult.ListLimit);
        int inputs = 0;
        await foreach (RunInput input in _client.GetRunInputsAsync(job.RunId, Stop))
        {
            input.ItemIndex.ShouldBe(inputs++);
            input.HasFailures.ShouldBe(input.ItemIndex % 10 == 0);
        }

        inputs.ShouldBe(3_000);
    }

    [Fact]
    public async Task A_cancelled_run_stops_soon_and_keeps_what_it_found()
    {
        RunJob job =
            await _client.UploadDatasetAsync("cancel", "orders.jsonl", Datasets.Large(40_000), cancellationToken: Stop);
        JobStatus status = await job.StatusAsync(Stop);
        while (status.CurrentItem == 0 && !RunStatus.IsFinal(status.Status))
        {
            status = await job.StatusAsync(Stop);
        }

        await job.CancelAsync(Stop);
        status = await job.WaitAsync(null, Stop);

        status.Status.ShouldBe(RunStatus.Cancelled);
        status.CurrentItem.ShouldBeInRange(1, 39_999);
        RunResult run = await job.ResultAsync(Stop);
        run.FailureTags.ShouldNotBeEmpty();
        run.Summary!.TotalItems.ShouldBe(status.CurrentItem);
        await Should.ThrowAsync<ConflictException>(() => job.CancelAsync(Stop));
    }

    [Fact]
    public async Task The_taxonomy_has_all_buckets_and_subcategories()
    {
        IReadOnlyList<TaxonomyBucket> buckets = await _client.GetTaxonomyAsync(Stop);

        FailureTaxonomy taxonomy = FailureTaxonomy.LoadEmbedded();
        buckets.Select(bucket => bucket.BucketId).ShouldBe(taxonomy.Buckets.Select(bucket => bucket.Id));
        buckets.SelectMany(bucket => bucket.Subcategories).Select(row => row.SubcategoryId)
            .ShouldBe(taxonomy.Subcategories.Select(row => row.Id), ignoreOrder: true);
        TaxonomyBucket tools = await _client.GetBucketAsync("tool_failures", Stop);
        tools.Subcategories.Select(row => row.SubcategoryId).ShouldContain("redundant_tool_loop");
        await Should.ThrowAsync<NotFoundException>(() => _client.GetBucketAsync("nonsense", Stop));
    }
}
