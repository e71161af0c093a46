using System.Text.Json;
using Valiqor.Client;

namespace Valiqor.Testing;

/// <summary>Bodies that a service would send.</summary>
internal static class Script
{
    public const string RunId = "run-1";

    public const string Accepted =
        """
        {"run_id":"run-1","job_id":"run-1","job_type":"failure_analysis","status":"queued","message":"m",
         "status_url":"u"}
        """;

    public static string Result(string status = RunStatus.Completed, string? error = null) => JsonSerializer.Serialize(
        new RunResult
        {
            RunId = RunId,
            Status = status,
            Error = error,
            ProjectName = "p",
            Mode = "minimal",
            InputType = "json",
            CreatedAt = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero),
        },
        WireJson.Default.RunResult);

    public static string Status(string status, int done = 0) =>
        $$"""
        {"job_id":"run-1","run_id":"run-1","job_type":"failure_analysis","status":"{{status}}",
         "progress_percent":{{done * 10}},"current_item":{{done}},"total_items":10}
        """;

    public static string Tag(int itemIndex) =>
        $$"""
        {"tag_id":"t{{itemIndex}}","bucket_id":"b","bucket_name":"B","subcategory_id":"s","subcategory_name":"S",
         "decision":"fail","severity":3.5,"confidence":0.9,"detector_type_used":"deterministic",
         "scoring_breakdown":{"impact":3,"risk":1,"final_severity":3.5,"final_confidence":0.9},
         "item_index":{{itemIndex}}}
        """;
}
