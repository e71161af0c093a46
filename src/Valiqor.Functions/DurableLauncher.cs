using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Valiqor.Service.Ground;
using Valiqor.Service.Runs.Workflow;

namespace Valiqor.Functions;

/// <summary>Starts runs as Durable instances, under the run's own id.</summary>
/// <remarks>
/// Durable refuses an id that is running, and begins anew under one that has ended: so it is only asked for an id that
/// it does not know, and a refusal is no failure where somebody else was faster.
/// </remarks>
internal sealed class DurableLauncher(DurableTaskClient client) : IRunLauncher
{
    public async Task StartAsync(RunRef run, CancellationToken cancellationToken)
    {
        string instanceId = run.RunId;
        if (await client.GetInstanceAsync(instanceId, cancellationToken) is not null)
        {
            return;
        }

        try
        {
            await client.ScheduleNewOrchestrationInstanceAsync(
                RunWorkflow.Name, new RunCursor(run), new StartOrchestrationOptions(instanceId), cancellationToken);
        }
        catch (Exception)
        {
            if (await client.GetInstanceAsync(instanceId, cancellationToken) is null)
            {
                throw;
            }
        }
    }
}
