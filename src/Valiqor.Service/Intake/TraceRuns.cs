using System.Collections.Immutable;
using Valiqor.Client;
using Valiqor.Service.Door;
using Valiqor.Service.Ground;
using Valiqor.Service.Runs;
using Valiqor.Service.Traces;
using Valiqor.Service.Traces.Items;

namespace Valiqor.Service.Intake;

/// <summary>Starts runs over traces: their turns become the items.</summary>
internal sealed class TraceRuns(TraceArchive archive, DatasetIntake intake)
{
    /// <param name="run">The run to start.</param>
    /// <param name="project">As asked for; null: as the trace says.</param>
    /// <exception cref="ProblemException">There is no such trace, or nobody is answered in it.</exception>
    public async Task<(RunRow Run, int Items)> StartAsync(
        RunRef run,
        string traceId,
        string? project,
        AnalyzeOptions options,
        ApiCall call)
    {
        TraceRow row = await archive.FindAsync(call.Organization, traceId, call.Aborted)
            ?? throw ProblemException.TraceNotFound(TraceIds.IsId(traceId) ? traceId : "(not a trace id)");
        TraceDocument trace = await archive.ReadAsync(call.Organization, traceId, call.Aborted)
            ?? throw ProblemException.TraceNotFound(traceId);
        ImmutableArray<TraceItem> items = TurnItems.Of(trace);
        if (items.IsEmpty)
        {
            throw ProblemException.TraceWithoutTurn(traceId);
        }

        var source = new PostedItems(
            project ?? row.Project ?? DatasetsApi.DefaultProject, TraceItemWriter.Write(items), InputTypes.Trace);
        return (await intake.StartOverBodyAsync(run, source, options, call), items.Length);
    }
}
