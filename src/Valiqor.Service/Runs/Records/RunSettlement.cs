using Valiqor.Analysis.Scoring;
using Valiqor.Service.Days;
using Valiqor.Service.Judging.Keys;

namespace Valiqor.Service.Runs.Records;

/// <summary>
/// What is done before a run's row says that it has ended: whoever reads that can rely on the caller's key being gone.
/// </summary>
internal sealed class RunSettlement(RunKeys keys, DayLedger days)
{
    /// <inheritdoc cref="DayLedger.RecordAsync"/>
    public async Task<RunEnd> SettleAsync(
        RunRow run,
        string status,
        RunScore? score,
        CancellationToken cancellationToken)
    {
        if (run.HasOwnKey)
        {
            await keys.DeleteAsync(run.Run, cancellationToken);
        }

        return await days.RecordAsync(run.Run, run.Project, status, score, cancellationToken);
    }
}
