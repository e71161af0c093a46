using Valiqor.Client;
using Valiqor.Client.Tests;
using Valiqor.EndToEnd.Judging;
using Valiqor.Service.Door;

namespace Valiqor.EndToEnd.Client;

/// <summary>
/// A method of the public Python client, what it is in C#, where it goes, and the test that shows it. A method of the
/// C# client that is not here fails a test.
/// </summary>
/// <param name="Documented">Empty where the Python client has none.</param>
/// <param name="Type">The client or handle that has the method.</param>
/// <param name="Method">One name stands for all overloads.</param>
internal sealed record ClientTable(string Documented, Type Type, string Method, string Route, Type Tests, string Test)
{
    private const string Handle = "handle.";

    public static IReadOnlyList<ClientTable> Rows { get; } =
    [
        Of("run", nameof(FailureAnalysisClient.RunAsync), $"POST {Routes.Analyze}", typeof(FailureAnalysisClientTests),
            nameof(FailureAnalysisClientTests.An_accepted_run_is_waited_for_ever_more_patiently)),
        Of("run_async", nameof(FailureAnalysisClient.StartAsync), $"POST {Routes.Analyze}", typeof(RunJobTests),
            nameof(RunJobTests.A_start_is_tried_again_under_the_same_key)),
        Of("", nameof(FailureAnalysisClient.UploadDatasetAsync), $"PUT {Routes.Dataset}",
            typeof(FailureAnalysisClientTests),
            nameof(FailureAnalysisClientTests.An_upload_streams_the_file_and_says_how_to_analyse_it)),
        Of("", nameof(FailureAnalysisClient.EstimateAsync), $"POST {Routes.Estimate}", typeof(JudgeCostTests),
            nameof(JudgeCostTests.The_estimate_counts_the_tokens_that_the_run_then_takes)),
        Of("playground", nameof(FailureAnalysisClient.PlaygroundAsync), $"POST {Routes.Playground}",
            typeof(ClientMethodTests), nameof(ClientMethodTests.Playground_sends_one_item)),
        Of("get_run", nameof(FailureAnalysisClient.GetRunAsync), $"GET {Routes.Run}", typeof(ClientMethodTests),
            nameof(ClientMethodTests.A_run_is_read_with_its_items)),
        Of("", nameof(FailureAnalysisClient.CopyRunAsync), $"GET {Routes.Run}", typeof(FailureAnalysisClientTests),
            nameof(FailureAnalysisClientTests.A_runs_json_is_copied_as_it_came)),
        Of("poll_status", nameof(FailureAnalysisClient.GetStatusAsync), $"GET {Routes.RunStatus}",
            typeof(ClientErrorTests), nameof(ClientErrorTests.A_get_is_tried_again_after_what_the_service_asks)),
        Of("cancel_run", nameof(FailureAnalysisClient.CancelAsync), $"POST {Routes.RunCancel}",
            typeof(FailureAnalysisClientTests),
            nameof(FailureAnalysisClientTests.A_run_is_cancelled_by_its_handle)),
        Of("get_run_inputs", nameof(FailureAnalysisClient.GetRunInputsAsync), $"GET {Routes.RunInputs}",
            typeof(ClientMethodTests), nameof(ClientMethodTests.A_run_is_read_with_its_items)),
        Of("get_tags", nameof(FailureAnalysisClient.GetTagsAsync), $"GET {Routes.RunTags}",
            typeof(FailureAnalysisClientTests), nameof(FailureAnalysisClientTests.Tags_are_read_while_they_arrive)),
        Of("update_tag", nameof(FailureAnalysisClient.UpdateTagAsync), $"PATCH {Routes.Tag}",
            typeof(ClientMethodTests), nameof(ClientMethodTests.A_tags_review_is_sent_as_it_was_given)),
        Of("list_runs", nameof(FailureAnalysisClient.ListRunsAsync), $"GET {Routes.Runs}",
            typeof(ClientMethodTests), nameof(ClientMethodTests.Runs_are_listed_by_project_and_status)),
        Of("", nameof(FailureAnalysisClient.ListAllRunsAsync), $"GET {Routes.Runs}", typeof(ClientMethodTests),
            nameof(ClientMethodTests.All_runs_come_page_after_page_each_from_where_the_one_before_ended)),
        Of("get_run_count", nameof(FailureAnalysisClient.GetRunCountAsync), $"GET {Routes.RunCount}",
            typeof(ClientMethodTests), nameof(ClientMethodTests.Runs_are_counted)),
        Of("get_projects", nameof(FailureAnalysisClient.GetProjectsAsync), $"GET {Routes.Projects}",
            typeof(ClientMethodTests), nameof(ClientMethodTests.Projects_are_names)),
        Of("get_taxonomy", nameof(FailureAnalysisClient.GetTaxonomyAsync), $"GET {Routes.Taxonomy}",
            typeof(ClientMethodTests),
            nameof(ClientMethodTests.The_taxonomy_is_asked_for_whole_by_bucket_and_by_filter)),
        Of("get_bucket", nameof(FailureAnalysisClient.GetBucketAsync), $"GET {Routes.TaxonomyBucket}",
            typeof(ClientMethodTests),
            nameof(ClientMethodTests.The_taxonomy_is_asked_for_whole_by_bucket_and_by_filter)),
        Of("get_subcategories", nameof(FailureAnalysisClient.GetSubcategoriesAsync), $"GET {Routes.Subcategories}",
            typeof(ClientMethodTests),
            nameof(ClientMethodTests.The_taxonomy_is_asked_for_whole_by_bucket_and_by_filter)),
        Of("get_insights", nameof(FailureAnalysisClient.GetInsightsAsync), $"GET {Routes.Insights}",
            typeof(ClientMethodTests), nameof(ClientMethodTests.Insights_are_of_a_window)),
        Of("get_trends", nameof(FailureAnalysisClient.GetTrendsAsync), $"GET {Routes.Trends}",
            typeof(ClientMethodTests),
            nameof(ClientMethodTests.Trends_are_of_thirty_days_unless_told_otherwise)),
        Of("get_security_insights", nameof(FailureAnalysisClient.GetSecurityInsightsAsync),
            $"GET {Routes.SecurityInsights}", typeof(ClientMethodTests),
            nameof(ClientMethodTests.Security_insights_are_by_category_and_day)),
        Of("", nameof(FailureAnalysisClient.GetCalibrationAsync), $"GET {Routes.Calibration}",
            typeof(ClientMethodTests), nameof(ClientMethodTests.Calibration_is_of_a_window)),
        Of("", nameof(FailureAnalysisClient.GetDigestAsync), $"GET {Routes.Digest}", typeof(DigestTests),
            nameof(DigestTests.A_digest_tells_what_fails_with_an_example_of_each)),
        Of("", nameof(FailureAnalysisClient.GetDigestTextAsync), $"GET {Routes.Digest}", typeof(DigestTests),
            nameof(DigestTests.The_same_digest_comes_as_Markdown_and_as_a_page)),
        Of("", nameof(FailureAnalysisClient.GetJob), "", typeof(RunJobTests),
            nameof(RunJobTests.The_result_of_a_run_that_goes_on_is_waited_for)),
        Of("", nameof(FailureAnalysisClient.IsReadyAsync), $"GET {Routes.Readyz}",
            typeof(FailureAnalysisClientTests), nameof(FailureAnalysisClientTests.Readiness_is_asked_once)),

        OfJob("status", nameof(RunJob.StatusAsync), Routes.RunStatus, typeof(RunJobTests),
            nameof(RunJobTests.The_status_says_whether_it_runs)),
        OfJob("wait", nameof(RunJob.WaitAsync), Routes.RunStatus, typeof(RunJobTests),
            nameof(RunJobTests.Waiting_ends_at_the_time_that_was_given)),
        OfJob("result", nameof(RunJob.ResultAsync), Routes.Run, typeof(RunJobTests),
            nameof(RunJobTests.A_failed_run_is_an_exception_that_has_the_run)),
        OfJob("cancel", nameof(RunJob.CancelAsync), Routes.RunCancel, typeof(FailureAnalysisClientTests),
            nameof(FailureAnalysisClientTests.A_run_is_cancelled_by_its_handle)),

        Part<TracesClient>(nameof(TracesClient.PostAsync), $"POST {Routes.Traces}",
            nameof(ClientPartsTests.Traces_are_sent_as_they_come_and_asked_for_by_id)),
        Part<TracesClient>(nameof(TracesClient.GetAsync), $"GET {Routes.Trace}",
            nameof(ClientPartsTests.Traces_are_sent_as_they_come_and_asked_for_by_id)),
        Part<TracesClient>(nameof(TracesClient.GetSpansAsync), $"GET {Routes.TraceSpans}",
            nameof(ClientPartsTests.Traces_are_sent_as_they_come_and_asked_for_by_id)),
        Part<ScansClient>(nameof(ScansClient.UploadAsync), $"POST {Routes.ScanUpload}",
            nameof(ClientPartsTests.Scans_are_uploaded_to_the_default_project_under_an_id_of_the_callers)),
        Part<ScansClient>(nameof(ScansClient.GetStatusAsync), $"GET {Routes.ScanStatus}",
            nameof(ClientPartsTests.Scans_are_uploaded_to_the_default_project_under_an_id_of_the_callers)),
        Part<SecurityClient>(nameof(SecurityClient.GetBatchesAsync), $"GET {Routes.AuditBatches}",
            nameof(ClientPartsTests.Batches_are_of_the_default_project_and_come_in_pages)),
        Part<SecurityClient>(nameof(SecurityClient.GetBatchAsync), $"GET {Routes.AuditBatch}",
            nameof(ClientPartsTests.A_batch_is_asked_for_by_id)),
        Part<SecurityClient>(nameof(SecurityClient.GetBatchItemsAsync), $"GET {Routes.AuditItems}",
            nameof(ClientPartsTests.Batches_are_of_the_default_project_and_come_in_pages)),
        Row<EvaluationsClient>(nameof(EvaluationsClient.GetRunAsync), $"GET {Routes.EvaluationRun}",
            typeof(EvaluationTests),
            nameof(EvaluationTests.A_run_with_expected_answers_has_metrics_that_open_by_their_id)),
        Part<EvaluationsClient>(nameof(EvaluationsClient.GetItemsAsync), $"GET {Routes.EvaluationItems}",
            nameof(ClientPartsTests.Evaluations_are_read_by_item_and_compared)),
        Part<EvaluationsClient>(nameof(EvaluationsClient.CompareAsync), $"GET {Routes.EvaluationCompare}",
            nameof(ClientPartsTests.Evaluations_are_read_by_item_and_compared)),
        Row<KeysClient>(nameof(KeysClient.CreateAsync), $"POST {Routes.CreateApiKey}", typeof(KeyTests),
            nameof(KeyTests.A_key_opens_its_organization_until_it_is_revoked)),
        Part<KeysClient>(nameof(KeysClient.ListAsync), $"GET {Routes.Keys}",
            nameof(ClientPartsTests.Keys_are_listed_and_revoked_and_usage_is_told)),
        Part<KeysClient>(nameof(KeysClient.RevokeAsync), $"DELETE {Routes.Key}",
            nameof(ClientPartsTests.Keys_are_listed_and_revoked_and_usage_is_told)),
        Part<KeysClient>(nameof(KeysClient.GetUsageAsync), $"GET {Routes.Usage}",
            nameof(ClientPartsTests.Keys_are_listed_and_revoked_and_usage_is_told)),
    ];

    private static ClientTable Part<T>(string method, string route, string test) =>
        Row<T>(method, route, typeof(ClientPartsTests), test);

    private static ClientTable Row<T>(string method, string route, Type tests, string test) =>
        new("", typeof(T), method, route, tests, test);

    private static ClientTable Of(string documented, string method, string route, Type tests, string test) =>
        new(documented, typeof(FailureAnalysisClient), method, route, tests, test);

    private static ClientTable OfJob(string documented, string method, string route, Type tests, string test)
    {
        string verb = route == Routes.RunCancel ? "POST" : "GET";
        return new(Handle + documented, typeof(RunJob), method, $"{verb} {route}", tests, test);
    }
}
