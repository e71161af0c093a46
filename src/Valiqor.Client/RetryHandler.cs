using System.Net;

namespace Valiqor.Client;

/// <summary>
/// Tries again what met a limit, a passing failure of the service or a broken connection: <see cref="MaxTries"/> times
/// in all, after 200 ms, 400 ms and 800 ms or what <c>Retry-After</c> asks, up to <see cref="LongestWait"/>. Only a GET
/// and a start of a run, which its <see cref="IdempotencyHeader"/> makes safe, are ever sent twice.
/// </summary>
public sealed class RetryHandler(TimeProvider time) : DelegatingHandler
{
    /// <summary>How often a request is sent, the first time included.</summary>
    public const int MaxTries = 4;

    /// <summary>Requests with the same one come to the same result.</summary>
    public const string IdempotencyHeader = "Idempotency-Key";

    internal static readonly HttpRequestOptionsKey<bool> Once = new("Valiqor.Once");

    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(200);

    /// <summary>Asked to wait longer, the handler hands the answer on, so that the caller can decide: 30 s.</summary>
    public static TimeSpan LongestWait { get; } = TimeSpan.FromSeconds(30);

    /// <inheritdoc />
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken)
    {
        bool mayRepeat = (request.Method == HttpMethod.Get || request.Headers.Contains(IdempotencyHeader))
            && !request.Options.TryGetValue(Once, out _);
        for (int attempt = 1; ; attempt++)
        {
            bool isLast = !mayRepeat || attempt == MaxTries;
            TimeSpan wait = FirstWait * Math.Pow(2, attempt - 1);
            try
            {
                HttpResponseMessage response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
                wait = RetryAfterOf(response, time) ?? wait;
                if (isLast || !MayPass(response.StatusCode) || wait > LongestWait)
                {
                    return response;
                }

                response.Dispose();
            }
            catch (HttpRequestException) when (!isLast)
            {
                // The next try decides.
            }

            await Task.Delay(wait, time, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>What <c>Retry-After</c> asks, in either of its forms (RFC 9110, 10.2.3); never negative.</summary>
    internal static TimeSpan? RetryAfterOf(HttpResponseMessage response, TimeProvider time)
    {
        TimeSpan? wait = response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - time.GetUtcNow(),
            _ => null,
        };
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }

    private static bool MayPass(HttpStatusCode status) =>
        status is HttpStatusCode.TooManyRequests
            or HttpStatusCode.BadGateway
            or HttpStatusCode.ServiceUnavailable
            or HttpStatusCode.GatewayTimeout;
}
