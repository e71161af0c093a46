using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Valiqor.Client;
using Valiqor.Pipeline.Storage;
using Valiqor.Pipeline.Workflow;

namespace Valiqor.Pipeline.Judging.Keys;

/// <summary>
/// Takes away the keys whose runs have ended without doing so, are not there any more, or go on for too long. Every
/// host calls it again and again.
/// </summary>
public sealed class RunKeySweep(
    RunKeys keys,
    RunStorage runs,
    IOptions<ValiqorOptions> options,
    ILogger<RunKeySweep> log)
{
    /// <param name="now">What the clock of the host says.</param>
    public async Task SweepAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        DateTimeOffset old = now - options.Value.Judge.KeyMaxAge;
        int swept = 0;
        await foreach ((RunRef run, DateTimeOffset savedAt) in keys.ListAsync(cancellationToken))
        {
            if (savedAt <= old || IsOver(await runs.FindRunAsync(run, cancellationToken)))
            {
                await keys.DeleteAsync(run, cancellationToken);
                swept++;
            }
        }

        if (swept > 0)
        {
            Log.RunKeysSwept(log, swept);
        }
    }

    /// <summary>A run's row is written before its key, so a key without a row is one whose run was removed.</summary>
    private static bool IsOver(RunRow? run) =>
        run is null || run.CancelRequested == true || RunStatus.IsFinal(run.Status);
}
