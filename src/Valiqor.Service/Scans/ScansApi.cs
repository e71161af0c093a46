using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Valiqor.Client;
using Valiqor.Service.Door;
using Valiqor.Service.Ground;

namespace Valiqor.Service.Scans;

/// <summary>Scans of applications' sources.</summary>
internal sealed class ScansApi(ScanIntake intake, ScanStorage storage) : IOperationGroup
{
    private const string IdHeader = "x-scan-id";
    private const string Success = "success";
    private const string Error = "error";

    private static readonly string[] Stages = ["received", "read", "stored"];

    public ImmutableArray<Operation> Operations =>
    [
        new("UploadScan", "POST", Routes.ScanUpload, "Accepts the context maps that a scanner wrote.", UploadAsync)
        {
            Headers = [new(IdHeader, "The scan's id; the files then replace those of the scan that has it.")],
            Body = BodyShape.Of("multipart/form-data"),
            Answer = BodyShape.Json(WireJson.Default.ScanUpload),
        },
        new("GetScanStatus", "GET", Routes.ScanStatus, "Returns the status of a scan.", GetStatusAsync)
        {
            CountsAgainstLimits = false,
            Answer = BodyShape.Json(WireJson.Default.ScanStatus),
        },
    ];

    private async Task<IResult> UploadAsync(ApiCall call)
    {
        string project = call.RouteValue("project");
        if (!Layout.IsName(project))
        {
            throw ProblemException.Invalid(FieldProblems.Of(
                $"A name has {Layout.NameRule}.", "string_pattern_mismatch", "path", "project_name"));
        }

        string? asked = call.Request.Headers[IdHeader].ToString() is { Length: > 0 } given ? given : null;
        if (asked is not null && !ScanLayout.IsScanId(asked))
        {
            throw ProblemException.Invalid(FieldProblems.Of(
                $"A scan's id has {ScanLayout.ScanIdRule}.", "string_pattern_mismatch", "header", IdHeader));
        }

        IReadOnlyList<ScanFile> files = await ScanUploadReader.ReadAsync(call);
        ScanRow row = await intake.TakeAsync(
            call.Organization, project, asked ?? ScanIntake.NewId(), files, call.Aborted);
        return Results.Json(AnswerOf(row), WireJson.Default.ScanUpload);
    }

    private async Task<IResult> GetStatusAsync(ApiCall call)
    {
        string id = call.RouteValue("scanId");
        ScanRow? row = ScanLayout.IsScanId(id) ? await storage.FindAsync(call.Organization, id, call.Aborted) : null;
        return row is null
            ? throw ProblemException.ScanNotFound(ScanLayout.IsScanId(id) ? id : "(not a scan id)")
            : Results.Json(StatusOf(row), WireJson.Default.ScanStatus);
    }

    private static ScanUpload AnswerOf(ScanRow row)
    {
        bool completed = row.Status == ScanStates.Completed;
        string found = string.Create(
            CultureInfo.InvariantCulture,
            $"{row.Prompts:N0} prompts, {row.Tools:N0} tools, {row.ModelCalls:N0} model calls and "
            + $"{row.Workflows:N0} workflows were found; runs of the project that begin from now on use them.");
        return new ScanUpload
        {
            Status = completed ? Success : Error,
            Message = completed ? found : $"The scan failed: {row.Error}",
            ScanId = row.ScanId,
            ProjectName = row.Project,
            FilesReceived = JsonSerializer.Deserialize(row.Files, WireJson.Default.IReadOnlyListString)!,
            ProcessingTriggered = true,
        };
    }

    /// <summary>A scan that failed did so while it was read: it was received, and nothing was stored.</summary>
    private static ScanStatus StatusOf(ScanRow row)
    {
        bool completed = row.Status == ScanStates.Completed;
        return new ScanStatus
        {
            ScanId = row.ScanId,
            Status = row.Status,
            CreatedAt = row.CreatedAt,
            CurrentStage = completed ? null : Stages[1],
            StagesCompleted = completed ? Stages : Stages[..1],
            Progress = completed ? 100 : Math.Round(100.0 / Stages.Length),
            Error = row.Error,
            WorkflowCount = row.Workflows,
            CompletedAt = row.CompletedAt,
        };
    }
}
