using Microsoft.Extensions.Options;
using Valiqor.Service.Ground;

namespace Valiqor.Service.Door.Limits;

/// <summary>A call of a key, that is to be counted.</summary>
/// <param name="SpendsTokens">It may ask the judge model.</param>
public sealed record CountedCall(string KeyId, bool SpendsTokens);

/// <summary>Whether a call is let in.</summary>
/// <param name="Rate">What is left of the key's rate; null where it has no limit.</param>
/// <param name="Refusal">Why not; null where it is.</param>
public sealed record CallVerdict(RateState? Rate, ProblemException? Refusal);

/// <summary>
/// Counts calls against the key's rate and the organization's month, exactly, whichever hosts take them. Both counts
/// are one transaction under the ETags that were read: a call that cannot be counted is not let in.
/// </summary>
public sealed class CallCounter
{
    /// <summary>A transaction has 100 rows: at most one for each call's key, and the month's.</summary>
    private const int MostCallsTogether = TableLimits.RowsPerTransaction - 1;

    private readonly LimitStorage _storage;
    private readonly LimitOptions _limits;
    private readonly TimeProvider _clock;
    private readonly Convoy<CountedCall, CallVerdict> _convoy;

    public CallCounter(LimitStorage storage, IOptions<LimitOptions> options, TimeProvider clock)
    {
        (_storage, _limits, _clock) = (storage, options.Value, clock);
        _convoy = new Convoy<CountedCall, CallVerdict>(CountAsync, MostCallsTogether);
    }

    public Task<CallVerdict> CountAsync(string organization, CountedCall call, CancellationToken cancellationToken) =>
        _convoy.JoinAsync(organization, call, cancellationToken);

    /// <summary>Belongs to all of its callers, so none of them can cancel it.</summary>
    private Task<IReadOnlyList<CallVerdict>> CountAsync(string organization, IReadOnlyList<CountedCall> calls) =>
        _storage.Limits.RepeatAsync(() => TryCountAsync(organization, calls), CancellationToken.None);

    private async Task<IReadOnlyList<CallVerdict>> TryCountAsync(
        string organization,
        IReadOnlyList<CountedCall> calls)
    {
        DateTimeOffset now = _clock.GetUtcNow();
        Task<MonthRow> reading = _storage.Limits.ReadAsync<MonthRow>(
            organization, LimitLayout.MonthRow(CalendarMonth.Of(now).Name), CancellationToken.None);
        KeyCallsRow[] rows = await Task.WhenAll(
            from row in calls.Select(call => LimitLayout.KeyCallsRow(call.KeyId)).Distinct()
            select ReadAsync(organization, row));
        var month = new MonthCount(await reading, _limits, now);
        var keys = rows.ToDictionary(row => row.RowKey, row => new KeyCount(row, _limits, now));
        IReadOnlyList<CallVerdict> verdicts =
            [.. calls.Select(call => Count(call, keys[LimitLayout.KeyCallsRow(call.KeyId)], month))];
        if (verdicts.Any(verdict => verdict.Refusal is null))
        {
            await _storage.Limits.WriteAsync(
                [month.Row, .. keys.Values.Where(key => key.HasChanged).Select(key => key.Row)],
                CancellationToken.None);
        }

        return verdicts;
    }

    /// <summary>Without a rate there is nothing to know of a key.</summary>
    private Task<KeyCallsRow> ReadAsync(string organization, string row) => _limits.Calls > 0
        ? _storage.Limits.ReadAsync<KeyCallsRow>(organization, row, CancellationToken.None)
        : Task.FromResult(new KeyCallsRow { PartitionKey = organization, RowKey = row });

    private static CallVerdict Count(CountedCall call, KeyCount key, MonthCount month)
    {
        ProblemException? refusal = key.Refusal ?? month.RefusalOf(call);
        if (refusal is null)
        {
            key.Add();
            month.Add();
        }

        return new CallVerdict(key.Rate, refusal);
    }

    /// <summary>A key's calls, while they are counted.</summary>
    private sealed class KeyCount(KeyCallsRow row, LimitOptions limits, DateTimeOffset now)
    {
        private readonly CallWindow _window = new(row.Window, limits.Window, now);

        public bool HasChanged { get; private set; }

        public KeyCallsRow Row => row;

        public RateState? Rate => limits.Calls > 0 ? _window.RateOf(limits.Calls) : null;

        public ProblemException? Refusal => Rate is { Remaining: 0 } rate
            ? ProblemException.RateLimited(
                $"The key has used its {limits.Calls:N0} calls in {limits.WindowSeconds:N0} seconds",
                rate,
                _window.UntilBelow(limits.Calls))
            : null;

        public void Add()
        {
            if (limits.Calls > 0)
            {
                _window.Add();
                row.Window = _window.Write();
                HasChanged = true;
            }
        }
    }

    /// <summary>An organization's month, while it is counted.</summary>
    private sealed class MonthCount(MonthRow row, LimitOptions limits, DateTimeOffset now)
    {
        public MonthRow Row => row;

        public ProblemException? RefusalOf(CountedCall call) =>
            limits.MonthlyCalls > 0 && row.Calls >= limits.MonthlyCalls
                ? ProblemException.QuotaExceeded(
                    $"The organization has used its {limits.MonthlyCalls:N0} calls of the month",
                    new QuotaState("api", row.Calls, limits.MonthlyCalls),
                    UntilNextMonth)
            : call.SpendsTokens && limits.MonthlyJudgeTokens > 0 && row.JudgeTokens >= limits.MonthlyJudgeTokens
                ? ProblemException.TokenQuotaExceeded(
                    new TokenState(row.JudgeTokens, 0, limits.MonthlyJudgeTokens), UntilNextMonth)
            : null;

        public void Add() => row.Calls++;

        private TimeSpan UntilNextMonth => CalendarMonth.Of(now).End - now;
    }
}
