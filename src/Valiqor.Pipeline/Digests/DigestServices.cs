using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Valiqor.Pipeline.Digests.Webhooks;
using Valiqor.Pipeline.Http;
using Valiqor.Pipeline.Storage;

namespace Valiqor.Pipeline.Digests;

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
