using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Valiqor.Service.Digests.Schedule;
using Valiqor.Service.Runs;

namespace Valiqor.LocalHost;

/// <summary>What this host does by the clock. In Azure each of these is a timer trigger.</summary>
internal static class Chores
{
    public static IServiceCollection AddChores(this IServiceCollection services) => services
        .AddChore<DigestSchedule>("due digests", TimeSpan.FromMinutes(1), digests => digests.TickAsync)
        .AddChore<RunKeySweep>("judge keys of ended runs", TimeSpan.FromMinutes(15), keys => keys.SweepAsync);

    /// <remarks>Not by <c>AddHostedService</c>, which keeps one service of a type.</remarks>
    private static IServiceCollection AddChore<TService>(
        this IServiceCollection services,
        string subject,
        TimeSpan betweenTicks,
        Func<TService, Func<DateTimeOffset, CancellationToken, Task>> tick)
        where TService : notnull => services.AddSingleton<IHostedService>(provider => new Ticker(
            new Chore(subject, betweenTicks, tick(provider.GetRequiredService<TService>())),
            provider.GetRequiredService<ILogger<Ticker>>(),
            provider.GetRequiredService<TimeProvider>()));
}
