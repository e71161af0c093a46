using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Valiqor.Client;
using Valiqor.Service.Door;
using Valiqor.Service.Ground;

namespace Valiqor.Service.Traces;

/// <summary>Recorded traces: taken in whichever format they come, and shown as the public API shows them.</summary>
internal sealed class TracesApi(PostedTraces posted, TraceArchive archive) : IOperationGroup
{
    /// <summary>Traces of one body that are written side by side.</summary>
    private const int WrittenAtOnce = 8;

    public ImmutableArray<Operation> Operations =>
    [
        new("PostTraces", "POST", Routes.Traces, "Keeps the traces of a body, in any known format.", PostAsync)
        {
            Body = BodyShape.Of("application/json"),
            Answer = BodyShape.Json(WireJson.Default.TracesAccepted),
        },
        new("ExportTraces", "POST", Routes.OtlpTraces, "Accepts what an OpenTelemetry exporter sends.", ExportAsync)
        {
            Body = BodyShape.Of("application/json"),
            Answer = BodyShape.Of("application/json"),
        },
        new("GetTrace", "GET", Routes.Trace, "Shows a trace as a whole.", GetAsync)
        {
            Answer = BodyShape.Json(WireJson.Default.Trace),
        },
        new("GetTraceSpans", "GET", Routes.TraceSpans, "Shows the spans of a trace.", GetSpansAsync)
        {
            Answer = BodyShape.Json(WireJson.Default.TraceSpans),
        },
    ];

    private async Task<IResult> PostAsync(ApiCall call)
    {
        IReadOnlyList<TraceDocument> traces = await posted.ReadAsync(call);
        var rows = new TraceRow[traces.Count];
        await ForEachAsync(traces, call, async (trace, i) =>
        {
            try
            {
                rows[i] = await archive.AddAsync(call.Organization, trace, call.Aborted);
            }
            catch (TraceLimitException e)
            {
                throw ProblemException.Invalid(FieldProblems.Of(e.Message, "too_large", "body", e.TraceId));
            }
        });
        var answer = new TracesAccepted
        {
            Traces = [.. rows.Select(WireOf)],
            Message = "Analyse a trace with POST /" + Routes.Analyze + " and its trace_id.",
        };
        return Results.Json(answer, WireJson.Default.TracesAccepted);
    }

    /// <summary>
    /// Answers as OTLP wants it: a trace that is over a limit costs its own spans, and not the others of the batch.
    /// </summary>
    private async Task<IResult> ExportAsync(ApiCall call)
    {
        IReadOnlyList<TraceDocument> traces = await posted.ReadAsync(call);
        var refused = new TraceLimitException?[traces.Count];
        await ForEachAsync(traces, call, async (trace, i) =>
        {
            try
            {
                await archive.AddAsync(call.Organization, trace, call.Aborted);
            }
            catch (TraceLimitException e)
            {
                refused[i] = e;
            }
        });
        var answer = OtlpExportAnswer.Of([.. refused.OfType<TraceLimitException>()]);
        return PostedTraces.IsProtobuf(call.Request)
            ? Results.Bytes(answer.ToProtobuf(), PostedTraces.ProtobufType)
            : Results.Json(answer, TraceJson.Default.OtlpExportAnswer);
    }

    private async Task<IResult> GetAsync(ApiCall call) =>
        Results.Json(WireOf(await FindAsync(call)), WireJson.Default.Trace);

    private async Task<IResult> GetSpansAsync(ApiCall call)
    {
        TraceRow row = await FindAsync(call);
        TraceDocument trace = await archive.ReadAsync(call.Organization, row.RowKey, call.Aborted)
            ?? throw ProblemException.TraceNotFound(row.RowKey);
        var answer = new TraceSpans
        {
            TraceId = row.RowKey,
            Spans = trace.Spans,
            ExecutionTree = trace.Members.TryGetValue("execution_tree", out JsonElement given)
                ? given
                : ExecutionTree.Of(trace),
        };
        return Results.Json(answer, WireJson.Default.TraceSpans);
    }

    private async Task<TraceRow> FindAsync(ApiCall call)
    {
        string id = call.RouteValue("traceId");
        return await archive.FindAsync(call.Organization, id, call.Aborted)
            ?? throw ProblemException.TraceNotFound(TraceIds.IsId(id) ? id : "(not a trace id)");
    }

    private static Task ForEachAsync(
        IReadOnlyList<TraceDocument> traces,
        ApiCall call,
        Func<TraceDocument, int, Task> work)
    {
        var parallel = new ParallelOptions
        {
            MaxDegreeOfParallelism = WrittenAtOnce,
            CancellationToken = call.Aborted,
        };
        return Parallel.ForAsync(0, traces.Count, parallel, async (i, _) => await work(traces[i], i));
    }

    private static Trace WireOf(TraceRow row) => new()
    {
        TraceId = row.RowKey,
        SessionId = row.SessionId,
        Status = row.Status,
        DurationMs = row.DurationMs,
        TotalCost = row.TotalCost,
        LlmCalls = row.LlmCalls,
        ToolCalls = row.ToolCalls,
        CreatedAt = row.CreatedAt,
    };
}
