using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Valiqor.Pipeline.Digests;

namespace Valiqor.LocalHost;

/// <summary>Ticks, as the timer trigger does in Azure.</summary>
internal sealed class DigestTicker(DigestSchedule schedule, ILogger<DigestTicker> log, TimeProvider clock)
    : BackgroundService
{
    private static readonly TimeSpan BetweenTicks = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await TickAsync(stoppingToken);
                await Task.Delay(BetweenTicks, clock, stoppingToken);
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
            await schedule.TickAsync(clock.GetUtcNow(), cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            Log.LookFailed(log, e, "due digests");
        }
    }
}
