using System.Text.Json;
using Valiqor.Testing;

namespace Valiqor.Client.Tests;

public sealed class WireDefaultsTests
{
    [Fact]
    public void What_a_request_leaves_out_has_its_default()
    {
        AnalyzeRequest request = JsonSerializer.Deserialize("{}", WireJson.Default.AnalyzeRequest)!;

        request.RunEval.ShouldBeTrue();
        request.RunSecurity.ShouldBeTrue();
        request.RunScan.ShouldBeTrue();
        request.Buckets.ShouldBeEmpty();
        request.Subcategories.ShouldBeEmpty();
        request.MandatoryEvalMetrics.ShouldBeEmpty();
        request.MandatorySecurityCategories.ShouldBeEmpty();
    }

    [Fact]
    public void What_an_answer_leaves_out_has_its_default()
    {
        FailureTag tag = JsonSerializer.Deserialize(Script.Tag(1), WireJson.Default.FailureTag)!;
        JobStatus status = JsonSerializer.Deserialize(
            """{"job_id":"j","run_id":"r","status":"queued","progress_percent":0,"current_item":0,"total_items":0}""",
            WireJson.Default.JobStatus)!;

        tag.EvidenceItems.ShouldBeEmpty();
        tag.ScoringBreakdown.FrequencyWeight.ShouldBe(1);
        status.JobType.ShouldBe(JobTypes.FailureAnalysis);
    }

    [Fact]
    public void A_null_list_is_an_empty_one()
    {
        RunResult result = JsonSerializer.Deserialize(
            Script.Result().Replace("\"failure_tags\":[]", "\"failure_tags\":null"),
            WireJson.Default.RunResult)!;

        result.FailureTags.ShouldBeEmpty();
    }
}
