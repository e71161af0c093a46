using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Valiqor.Client;
using Valiqor.Service.Ground;
using Valiqor.Service.Judging;
using Valiqor.Service.Judging.Keys;

namespace Valiqor.Service.Runs;

/// <summary>
/// Takes away the keys whose runs have ended without doing so, are not there any more, or go on for too long. Every
/// host calls it again and again.
/// </summary>
public sealed class RunKeySweep
{
    private readonly RunKeys _keys;
    private readonly RunStorage _runs;
    private readonly IOptions<JudgeOptions> _options;
    private readonly ILogger<RunKeySweep> _log;

    internal RunKeySweep(RunKeys keys, RunStorage runs, IOptions<JudgeOptions> options, ILogger<RunKeySweep> log) =>
        (_keys, _runs, _options, _log) = (keys, runs, options, log);

    /// <param name="now">What the clock of the host says.</param>
    public async Task SweepAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        DateTimeOffset old = now - _options.Value.KeyMaxAge;
        int swept = 0;
        await foreach ((RunRef run, DateTimeOffset savedAt) in _keys.ListAsync(cancellationToken))
        {
            if (savedAt <= old || IsOver(await _runs.FindRunAsync(run, cancellationToken)))
            {
                await _keys.DeleteAsync(run, cancellationToken);
                swept++;
            }
        }

        if (swept > 0)
        {
            RunLog.RunKeysSwept(_log, swept);
        }
    }

    /// <summary>A run's row is written before its key, so a key without a row is one whose run was removed.</summary>
    private static bool IsOver(RunRow? run) =>
        run is null || run.CancelRequested == true || RunStatus.IsFinal(run.Status);
}
