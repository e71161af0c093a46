using Microsoft.Extensions.Options;
using Valiqor.Client;

namespace Valiqor.Service.Door.Limits;

/// <summary>What organizations have used in the month that it is, UTC.</summary>
internal sealed class UsageBook(LimitStorage storage, IOptions<LimitOptions> options, TimeProvider clock)
{
    public async Task<Usage> ReadAsync(string organization, CancellationToken cancellationToken)
    {
        string month = CalendarMonth.Of(clock.GetUtcNow()).Name;
        MonthRow row = await ReadRowAsync(organization, month, cancellationToken);
        LimitOptions limits = options.Value;
        return new Usage
        {
            Month = month,
            Calls = row.Calls,
            CallLimit = limits.MonthlyCalls > 0 ? limits.MonthlyCalls : null,
            JudgeTokens = row.JudgeTokens,
            JudgeTokenLimit = limits.MonthlyJudgeTokens > 0 ? limits.MonthlyJudgeTokens : null,
        };
    }

    /// <summary>Notes what the judge model has taken. A call that is repeated takes its tokens again.</summary>
    public Task AddJudgeTokensAsync(string organization, long tokens, CancellationToken cancellationToken) =>
        storage.Limits.RepeatAsync(
            async () =>
            {
                string month = CalendarMonth.Of(clock.GetUtcNow()).Name;
                MonthRow row = await ReadRowAsync(organization, month, cancellationToken);
                row.JudgeTokens += tokens;
                await storage.Limits.WriteAsync([row], cancellationToken);
                return row.JudgeTokens;
            },
            cancellationToken);

    private Task<MonthRow> ReadRowAsync(string organization, string month, CancellationToken cancellationToken) =>
        storage.Limits.ReadAsync<MonthRow>(organization, LimitLayout.MonthRow(month), cancellationToken);
}
