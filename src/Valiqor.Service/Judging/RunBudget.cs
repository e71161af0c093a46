using System.Globalization;
using Valiqor.Analysis.Items;
using Valiqor.Service.Ground;
using Valiqor.Service.Models;

namespace Valiqor.Service.Judging;

/// <summary>
/// What a run may still spend on its judge. Calls that are under way are reckoned in, by what they are likely to take,
/// so that a budget is not overdrawn by all that run side by side.
/// </summary>
/// <param name="monthTokens">Of the organization, a month; 0: no limit.</param>
internal sealed class RunBudget(RunRef run, JudgeSpending spending, JudgeOptions options, long monthTokens)
{
    private readonly Lock _lock = new();
    private SpendingState _spent;
    private long _reserved;
    private string? _stopped;

    /// <summary>Why the judge is not asked: one sentence.</summary>
    public string WhyNot { get; private set; } = "";

    public JudgeFault Fault { get; private set; } = JudgeFault.BudgetReached;

    public async Task OpenAsync(CancellationToken cancellationToken) =>
        _spent = await spending.StateAsync(run, cancellationToken);

    /// <summary>The judge is of no use any more, for a reason that another item would meet as well.</summary>
    public void Stop(string reason)
    {
        lock (_lock)
        {
            _stopped ??= $"The judge was not asked: {reason}";
        }
    }

    /// <summary>False where the budget is used up.</summary>
    /// <param name="tokens">What the call is likely to take.</param>
    public bool TryReserve(int tokens)
    {
        lock (_lock)
        {
            if (Refusal(tokens) is { } refusal)
            {
                WhyNot = refusal;
                Fault = _stopped is null ? JudgeFault.BudgetReached : JudgeFault.Unavailable;
                return false;
            }

            _reserved += tokens;
            return true;
        }
    }

    /// <summary>Counts what a call took in place of what was reserved for it.</summary>
    public async Task SettleAsync(int reserved, TokenUse spent, CancellationToken cancellationToken)
    {
        SpendingState? state = spent.Total > 0
            ? await spending.AddAsync(run, spent, options.Prices.CostOf(spent), cancellationToken)
            : null;
        Note(state, reserved);
    }

    public async Task AddKeptAsync(CancellationToken cancellationToken) =>
        Note(await spending.AddKeptAsync(run, cancellationToken), 0);

    private void Note(SpendingState? state, int reserved)
    {
        lock (_lock)
        {
            _reserved -= reserved;

            // Answers of storage may come out of order, and what is spent never shrinks.
            if (state is { } now && now.RunTokens >= _spent.RunTokens)
            {
                _spent = now;
            }
        }
    }

    /// <summary>Tokens that are left to the run and its month; null: no limit.</summary>
    public long? TokensLeft => (options.RunTokens > 0, monthTokens > 0) switch
    {
        (true, true) => Math.Max(0, Math.Min(options.RunTokens - _spent.RunTokens, monthTokens - _spent.MonthTokens)),
        (true, false) => Math.Max(0, options.RunTokens - _spent.RunTokens),
        (false, true) => Math.Max(0, monthTokens - _spent.MonthTokens),
        _ => null,
    };

    /// <summary>In the currency of the prices; null: no limit.</summary>
    public decimal? CostLeft => options.RunCost > 0 ? Math.Max(0, options.RunCost - _spent.RunCost) : null;

    /// <summary>Why so much could not be spent: one sentence; null where it could.</summary>
    public string? WhyNotEnough(TokenUse expected) =>
        Exceeded(expected.Total, options.Prices.CostOf(expected)) is { } budget
            ? $"The judge would stop on the way: {budget.Name} would be used up."
            : null;

    private string? Refusal(int tokens)
    {
        long more = _reserved + tokens;
        return _stopped
            ?? (Exceeded(more, options.Prices.CostOf(new TokenUse(more, 0, 0, 0))) is { } budget
                ? $"The judge was not asked: {budget.Name} {budget.Verb} used up."
                : null);
    }

    /// <summary>Which budget does not have so much left.</summary>
    private (string Name, string Verb)? Exceeded(long tokens, decimal cost) =>
        options.RunTokens > 0 && _spent.RunTokens + tokens > options.RunTokens
            ? (Words($"the run's budget of {options.RunTokens:N0} tokens"), "is")
        : options.RunCost > 0 && _spent.RunCost + cost > options.RunCost
            ? (Words($"the run's budget of {options.RunCost}"), "is")
        : monthTokens > 0 && _spent.MonthTokens + tokens > monthTokens
            ? (Words($"the organization's {monthTokens:N0} judge tokens of the month"), "are")
        : null;

    private static string Words(FormattableString budget) => budget.ToString(CultureInfo.InvariantCulture);
}
