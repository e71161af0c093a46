using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Data.Tables;
using Valiqor.Service.Door;
using Valiqor.Service.Ground;
using Valiqor.Service.Runs;

namespace Valiqor.Service.Intake;

/// <summary>A caller's word that a request is the same one as before, and what was in it.</summary>
/// <param name="Key">The header <c>Idempotency-Key</c>.</param>
/// <param name="BodyHash">SHA-256 of the body's bytes, without a judge key among them.</param>
internal sealed record RunOnce(string Key, string BodyHash);

/// <summary>
/// Remembers which run a caller's key stands for. A claim is written before its run and names it, so whoever comes with
/// the same key, on any host and after any crash, starts or finds that run and no other.
/// </summary>
internal sealed class IdempotencyClaims(ClaimStorage storage, RunStarter starter, TimeProvider clock)
{
    /// <summary>Longer than clients go on trying.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    /// <summary>Each new claim takes away so many old ones: more go than come, and no call waits long for it.</summary>
    private const int MostForgotten = 20;

    /// <summary>Starts a run, or answers the one that the same request has started before.</summary>
    /// <param name="once">Null: the request is like no other.</param>
    /// <param name="start">Starts the run under the given id, unless its id is made from what it reads.</param>
    /// <exception cref="ProblemException">The key belongs to another body.</exception>
    public async Task<RunRow> StartAsync(RunOnce? once, ApiCall call, Func<RunRef, Task<RunRow>> start)
    {
        RunRef run = starter.NewRun(call.Organization);
        if (once is null)
        {
            return await start(run);
        }

        run = await ClaimAsync(run, once, call.Aborted);
        if (await starter.FindAsync(run, call.Launcher, call.Aborted) is { } known)
        {
            return known;
        }

        RunRow row = await start(run);
        if (row.RowKey != run.RunId)
        {
            await SettleAsync(run, row.RowKey, once, call.Aborted);
        }

        return row;
    }

    /// <summary>The run that the key stands for: that of whoever came first, or else the new one.</summary>
    private async Task<RunRef> ClaimAsync(RunRef newRun, RunOnce once, CancellationToken cancellationToken)
    {
        string organization = newRun.Organization;
        string runId = await storage.Claims.RepeatAsync(
            async () =>
            {
                ClaimRow row = await ReadAsync(organization, once, cancellationToken);
                DateTimeOffset now = clock.GetUtcNow();
                if (row.RunId.Length == 0 || row.ClaimedAt <= now - Lifetime)
                {
                    (row.RunId, row.BodyHash, row.ClaimedAt) = (newRun.RunId, once.BodyHash, now);
                    await storage.Claims.WriteAsync([row], cancellationToken);
                }

                return row.BodyHash == once.BodyHash ? row.RunId : throw ProblemException.IdempotencyConflict();
            },
            cancellationToken);
        if (runId == newRun.RunId)
        {
            await ForgetAsync(organization, RowOf(once), cancellationToken);
        }

        return new RunRef(organization, runId);
    }

    /// <summary>Notes that the claim's run has another id: where it is made from what it reads.</summary>
    private Task<ClaimRow> SettleAsync(
        RunRef claimed,
        string runId,
        RunOnce once,
        CancellationToken cancellationToken) => storage.Claims.RepeatAsync(
            async () =>
            {
                ClaimRow row = await ReadAsync(claimed.Organization, once, cancellationToken);
                if (row.RunId == claimed.RunId)
                {
                    row.RunId = runId;
                    await storage.Claims.WriteAsync([row], cancellationToken);
                }

                return row;
            },
            cancellationToken);

    private Task<ClaimRow> ReadAsync(string organization, RunOnce once, CancellationToken cancellationToken) =>
        storage.Claims.ReadAsync<ClaimRow>(organization, RowOf(once), cancellationToken);

    /// <summary>
    /// Takes away claims that have run out. The search begins at the new one, whose place is as good as drawn, so that
    /// it comes by all of them in time.
    /// </summary>
    private async Task ForgetAsync(string organization, string from, CancellationToken cancellationToken)
    {
        DateTimeOffset old = clock.GetUtcNow() - Lifetime;
        string filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {organization} and RowKey gt {from} and ClaimedAt lt {old}");
        IAsyncEnumerable<Page<ClaimRow>> pages = storage.Claims.Table
            .QueryAsync<ClaimRow>(filter, MostForgotten, cancellationToken: cancellationToken)
            .AsPages();
        Page<ClaimRow>? first = await pages.FirstOrDefaultAsync(cancellationToken);
        if (first is not { Values.Count: > 0 })
        {
            return;
        }

        try
        {
            await storage.Claims.Table.SubmitTransactionAsync(
                from row in first.Values
                select new TableTransactionAction(TableTransactionActionType.Delete, row, row.ETag),
                cancellationToken);
        }
        catch (RequestFailedException e) when (e.Status is 404 or 412)
        {
            // Somebody else forgets them, or has claimed one again.
        }
    }

    /// <summary>Keys may have characters that rows may not.</summary>
    private static string RowOf(RunOnce once) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(once.Key)));
}
