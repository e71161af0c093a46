using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Valiqor.LocalHost;

/// <summary>What is to be done again and again, at the start first.</summary>
/// <param name="Subject">What is looked for, as logs say it.</param>
/// <param name="TickAsync">Is told the time. When it fails, the next tick makes up for it.</param>
internal sealed record Chore(
    string Subject,
    TimeSpan BetweenTicks,
    Func<DateTimeOffset, CancellationToken, Task> TickAsync);

/// <summary>Ticks, as the timer triggers do in Azure.</summary>
internal sealed class Ticker(Chore chore, ILogger<Ticker> log, TimeProvider clock) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await TickAsync(stoppingToken);
                await Task.Delay(chore.BetweenTicks, clock, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    private async Task TickAsync(CancellationToken cancellationToken)
    {
        try
        {
            await chore.TickAsync(clock.GetUtcNow(), cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            Log.LookFailed(log, e, chore.Subject);
        }
    }
}
