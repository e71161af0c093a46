using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Valiqor.Service.Digests.Schedule;
using Valiqor.Service.Digests.Webhooks;
using Valiqor.Service.Door;
using Valiqor.Service.Ground;

namespace Valiqor.Service.Digests;

internal static class DigestServices
{
    /// <summary>Says in words what changed, on a schedule and when asked.</summary>
    public static IServiceCollection AddDigests(this IServiceCollection services) => services
        .AddStorage<DigestStorage>()
        .AddSingleton<DigestCalendar>()
        .AddSingleton<DigestLinks>()
        .AddSingleton<ActiveProjects>()
        .AddSingleton<ExampleFinder>()
        .AddSingleton<WindowRuns>()
        .AddSingleton<DigestReader>()
        .AddDigestWebhook()
        .AddSingleton<DigestPublisher>()
        .AddSingleton<DigestLedger>()
        .AddSingleton<DueDigests>()
        .AddSingleton(provider => new DigestSchedule(
            provider.GetRequiredService<DueDigests>(),
            provider.GetRequiredService<DigestLedger>(),
            provider.GetRequiredService<DigestPublisher>(),
            provider.GetRequiredService<ILogger<DigestSchedule>>()))
        .AddSingleton<IOperationGroup, DigestsApi>();
}
