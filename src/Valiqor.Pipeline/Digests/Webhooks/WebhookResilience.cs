using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using Polly;

namespace Valiqor.Pipeline.Digests.Webhooks;

/// <summary>How often and how long one delivery is tried before it is left to a later tick.</summary>
internal static class WebhookResilience
{
    private const int Retries = 3;

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);

    public static TimeSpan LongestTry { get; } = TimeSpan.FromSeconds(10);

    /// <summary>Less than half of a claim's time, so that no other host begins while this one goes on.</summary>
    public static TimeSpan LongestDelivery { get; } = TimeSpan.FromSeconds(45);

    public static IServiceCollection AddDigestWebhook(this IServiceCollection services)
    {
        IHttpClientBuilder client = services
            .AddSingleton<DigestWebhook>()
            .AddHttpClient(DigestWebhook.ClientName, http => http.Timeout = Timeout.InfiniteTimeSpan)
            // The factory's loggers would write the address.
            .RemoveAllLoggers()
            // A redirect would take the digest to where nobody allowed it to go.
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false });
        client.AddResilienceHandler(DigestWebhook.ClientName, (pipeline, context) =>
        {
            pipeline.TimeProvider = context.ServiceProvider.GetRequiredService<TimeProvider>();
            pipeline
                .AddTimeout(LongestDelivery)
                .AddRetry(new HttpRetryStrategyOptions
                {
                    MaxRetryAttempts = Retries,
                    Delay = FirstPause,
                    BackoffType = DelayBackoffType.Exponential,
                    UseJitter = true,
                    ShouldRetryAfterHeader = true,
                })
                .AddTimeout(LongestTry);
        });
        return services;
    }
}
