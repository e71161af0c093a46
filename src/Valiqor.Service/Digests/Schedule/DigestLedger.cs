using System.Globalization;
using Azure;
using Azure.Data.Tables;
using Valiqor.Service.Ground;

namespace Valiqor.Service.Digests.Schedule;

/// <summary>Whose digest it is.</summary>
internal readonly record struct DigestPlace(string Organization, string Project);

/// <summary>
/// Keeps how far each digest has come. Every step is taken under the row's ETag: of any number of hosts one goes on,
/// and where that one dies, another takes over when its claim has run out.
/// </summary>
internal sealed class DigestLedger(DigestStorage storage, TimeProvider clock)
{
    /// <summary>Then it is left: the last try is some six hours after the first.</summary>
    public const int MostTries = 6;

    private const int FaultCharacters = 200;

    /// <summary>Longer than writing a digest or a delivery with all its tries takes.</summary>
    public static TimeSpan ClaimTime { get; } = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan FirstPause = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestPeace = TimeSpan.FromDays(1);

    /// <summary>
    /// Up to which time all that was due has a row. Kept from the first call on: what was due before is not made up.
    /// </summary>
    public async Task<DigestClockRow> ClockAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            DigestClockRow? row = await storage.FindAsync<DigestClockRow>(
                DigestLayout.DigestClockPartition, DigestLayout.DigestClockRow, cancellationToken);
            if (row is not null)
            {
                return row;
            }

            // Where another host is faster, its row is found.
            await TryAddAsync(new DigestClockRow { DoneUntil = clock.GetUtcNow() }, cancellationToken);
        }
    }

    /// <summary>Moves the time on. Where another host was faster, its word stands.</summary>
    public async Task MoveClockAsync(DigestClockRow row, DateTimeOffset time, CancellationToken cancellationToken)
    {
        row.DoneUntil = time;
        await TryUpdateAsync(row, cancellationToken);
    }

    /// <summary>Notes that a digest is due, unless it or a newer one has been noted.</summary>
    /// <returns>The older digest that it takes the place of although that was not delivered yet; else null.</returns>
    public async Task<DigestRow?> NoteAsync(
        DigestPlace place,
        DigestWindow window,
        DateTimeOffset occurrence,
        CancellationToken cancellationToken)
    {
        var row = new DigestRow
        {
            PartitionKey = place.Organization,
            RowKey = place.Project,
            Occurrence = occurrence,
            Window = window.Kind,
            LastDay = window.LastDay.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            State = DigestStates.Due,
            NotBefore = occurrence,
        };
        TableLimits.Check(row);
        while (true)
        {
            DigestRow? before = await storage.FindAsync<DigestRow>(row.PartitionKey, row.RowKey, cancellationToken);
            if (before is not null && string.CompareOrdinal(before.LastDay, row.LastDay) >= 0)
            {
                return null;
            }

            // Whoever is faster than this has moved the row on, which it allows a few times only.
            row.ETag = before?.ETag ?? default;
            if (await (before is null ? TryAddAsync(row, cancellationToken) : TryUpdateAsync(row, cancellationToken)))
            {
                return before is { State: DigestStates.Due or DigestStates.Written } ? before : null;
            }
        }
    }

    /// <summary>Digests that are to be gone on with now.</summary>
    public AsyncPageable<DigestRow> OpenAsync(string state, CancellationToken cancellationToken)
    {
        string filter = TableClient.CreateQueryFilter($"State eq {state} and NotBefore le {clock.GetUtcNow()}");
        return storage.Rows.QueryAsync<DigestRow>(filter, cancellationToken: cancellationToken);
    }

    /// <summary>Takes a digest for one try of its next step. False: another host has it, or it is left.</summary>
    public async Task<bool> ClaimAsync(DigestRow row, CancellationToken cancellationToken)
    {
        if (row.Tries >= MostTries)
        {
            // So many tries did not even live to say that they failed.
            row.State = DigestStates.GivenUp;
            await TryUpdateAsync(row, cancellationToken);
            return false;
        }

        row.NotBefore = clock.GetUtcNow() + ClaimTime;
        row.Tries++;
        return await TryUpdateAsync(row, cancellationToken);
    }

    /// <summary>The step is taken.</summary>
    public Task AdvanceAsync(DigestRow row, string state, CancellationToken cancellationToken)
    {
        (row.State, row.Tries, row.Fault, row.NotBefore) = (state, 0, null, clock.GetUtcNow());
        return TryUpdateAsync(row, cancellationToken);
    }

    /// <summary>The step failed: it is tried again after a pause, each four times the last one, or left.</summary>
    /// <param name="peace">How long at least nobody is to try; a day at most.</param>
    public Task SetBackAsync(DigestRow row, string fault, TimeSpan? peace, CancellationToken cancellationToken)
    {
        TimeSpan pause = FirstPause * Math.Pow(4, row.Tries - 1);
        row.Fault = Texts.Cut(fault, FaultCharacters);
        row.State = row.Tries < MostTries ? row.State : DigestStates.GivenUp;
        row.NotBefore = clock.GetUtcNow() + (peace > pause ? Shorter(peace.Value, LongestPeace) : pause);
        return TryUpdateAsync(row, cancellationToken);
    }

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private async Task<bool> TryAddAsync(ITableEntity row, CancellationToken cancellationToken)
    {
        try
        {
            await storage.Rows.AddEntityAsync(row, cancellationToken);
            return true;
        }
        catch (RequestFailedException e) when (e.Status == 409)
        {
            return false;
        }
    }

    private async Task<bool> TryUpdateAsync(ITableEntity row, CancellationToken cancellationToken)
    {
        try
        {
            Response response = await storage.Rows.UpdateEntityAsync(
                row, row.ETag, TableUpdateMode.Replace, cancellationToken);
            row.ETag = response.Headers.ETag ?? row.ETag;
            return true;
        }
        catch (RequestFailedException e) when (e.Status is 404 or 412)
        {
            return false;
        }
    }
}
