using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using Polly;

namespace Valiqor.Service.Digests.Webhooks;

/// <summary>How often and how long one delivery is tried before it is left to a later tick.</summary>
internal static class WebhookResilience
{
    private const int Retries = 3;

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);

    /// <summary>Asked to wait longer than this, the delivery is left to a later tick.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(20);

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
            // A redirect would take the digest to where nobody allowed it to go, and a trace would have the address.
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                ActivityHeadersPropagator = null,
            });
        client.AddResilienceHandler(DigestWebhook.ClientName, (pipeline, context) =>
        {
            TimeProvider clock = context.ServiceProvider.GetRequiredService<TimeProvider>();
            pipeline.TimeProvider = clock;
            pipeline
                .AddTimeout(LongestDelivery)
                .AddRetry(new HttpRetryStrategyOptions
                {
                    MaxRetryAttempts = Retries,
                    Delay = FirstPause,
                    BackoffType = DelayBackoffType.Exponential,
                    UseJitter = true,
                    ShouldRetryAfterHeader = true,
                    ShouldHandle = args => ValueTask.FromResult(
                        HttpClientResiliencePredicates.IsTransient(args.Outcome)
                        && !(args.Outcome.Result is { } answer && RetryAfterOf(answer, clock) > LongestPause)),
                })
                .AddTimeout(LongestTry);
        });
        return services;
    }

    /// <summary>What <c>Retry-After</c> asks, in either of its forms (RFC 9110, 10.2.3).</summary>
    public static TimeSpan? RetryAfterOf(HttpResponseMessage answer, TimeProvider clock) =>
        answer.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - clock.GetUtcNow(),
            _ => null,
        };
}
