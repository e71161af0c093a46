using Valiqor.Service.Door.Limits;
using Valiqor.Service.Ground;
using Valiqor.Service.Models;

namespace Valiqor.Service.Judging;

/// <summary>
/// Counts what judging costs, when it is spent: a run's tokens and its organization's month go up in one transaction,
/// so that they add up whatever crashes. Items that are analysed again and asked again have cost that, too.
/// </summary>
internal sealed class JudgeSpending
{
    /// <summary>A transaction has 100 rows: at most one for each call's run, and the month's.</summary>
    private const int MostTogether = TableLimits.RowsPerTransaction - 1;

    /// <summary>Calls of a model take seconds, so that this is not noticed, and saves most of the writing.</summary>
    private static readonly TimeSpan Held = TimeSpan.FromMilliseconds(25);

    private readonly LimitStorage _storage;
    private readonly TimeProvider _clock;
    private readonly Convoy<Spent, SpendingState> _convoy;

    public JudgeSpending(LimitStorage storage, TimeProvider clock)
    {
        (_storage, _clock) = (storage, clock);
        _convoy = new Convoy<Spent, SpendingState>(AddAsync, MostTogether, new Gathering(Held, clock));
    }

    /// <summary>What a run has spent so far.</summary>
    public async Task<JudgeSpendingRow> ReadAsync(RunRef run, CancellationToken cancellationToken) =>
        await _storage.Limits.ReadAsync<JudgeSpendingRow>(
            run.Organization, JudgeLayout.JudgeSpendingRow(run.RunId), cancellationToken);

    /// <summary>What the run and its month have spent, before the first call of a process.</summary>
    public async Task<SpendingState> StateAsync(RunRef run, CancellationToken cancellationToken)
    {
        JudgeSpendingRow row = await ReadAsync(run, cancellationToken);
        MonthRow month = await _storage.Limits.ReadAsync<MonthRow>(
            run.Organization, LimitLayout.MonthRow(CalendarMonth.Of(_clock.GetUtcNow()).Name), cancellationToken);
        return new SpendingState(row.Tokens, row.Cost, month.JudgeTokens);
    }

    /// <summary>Adds a call, or an answer that was kept from another, and tells what it comes to.</summary>
    /// <param name="cost">In the currency of the prices.</param>
    public Task<SpendingState> AddAsync(RunRef run, TokenUse use, decimal cost, CancellationToken cancellationToken) =>
        _convoy.JoinAsync(run.Organization, new Spent(run.RunId, use, cost, 1, 0), cancellationToken);

    public Task<SpendingState> AddKeptAsync(RunRef run, CancellationToken cancellationToken) =>
        _convoy.JoinAsync(run.Organization, new Spent(run.RunId, default, 0, 0, 1), cancellationToken);

    /// <summary>Belongs to all of its callers, so none of them can cancel it.</summary>
    private Task<IReadOnlyList<SpendingState>> AddAsync(string organization, IReadOnlyList<Spent> calls) =>
        _storage.Limits.RepeatAsync(() => TryAddAsync(organization, calls), CancellationToken.None);

    private async Task<IReadOnlyList<SpendingState>> TryAddAsync(string organization, IReadOnlyList<Spent> calls)
    {
        Task<MonthRow> reading = _storage.Limits.ReadAsync<MonthRow>(
            organization, LimitLayout.MonthRow(CalendarMonth.Of(_clock.GetUtcNow()).Name), CancellationToken.None);
        JudgeSpendingRow[] read = await Task.WhenAll(
            from run in calls.Select(call => call.RunId).Distinct()
            select _storage.Limits.ReadAsync<JudgeSpendingRow>(
                organization, JudgeLayout.JudgeSpendingRow(run), CancellationToken.None));
        var rows = read.ToDictionary(row => row.RowKey, StringComparer.Ordinal);
        MonthRow month = await reading;
        foreach (Spent call in calls)
        {
            rows[JudgeLayout.JudgeSpendingRow(call.RunId)].Add(call.Use, call.Cost, call.Calls, call.Kept);
            month.JudgeTokens += call.Use.Total;
        }

        await _storage.Limits.WriteAsync([month, .. rows.Values], CancellationToken.None);
        return
        [
            .. from call in calls
               let row = rows[JudgeLayout.JudgeSpendingRow(call.RunId)]
               select new SpendingState(row.Tokens, row.Cost, month.JudgeTokens),
        ];
    }

    private readonly record struct Spent(string RunId, TokenUse Use, decimal Cost, int Calls, int Kept);
}

/// <summary>What has been spent.</summary>
/// <param name="RunCost">In the currency of the prices.</param>
/// <param name="MonthTokens">Of the organization, in the calendar month that it is, UTC.</param>
internal readonly record struct SpendingState(long RunTokens, decimal RunCost, long MonthTokens);
