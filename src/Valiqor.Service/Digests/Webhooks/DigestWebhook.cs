using System.Net.Http.Headers;
using Microsoft.Extensions.Options;
using Polly;
using Valiqor.Client;

namespace Valiqor.Service.Digests.Webhooks;

/// <summary>How a delivery went.</summary>
internal enum DeliveryOutcome
{
    Accepted,

    /// <summary>The receiver does not want this body; another one may do.</summary>
    Refused,

    /// <summary>The receiver cannot be reached, is busy or broken: for any body.</summary>
    Unavailable,
}

/// <param name="Reason">In a few words, without the address: it often is a secret.</param>
/// <param name="RetryAfter">How long the receiver wants to be left in peace, where it says so.</param>
internal sealed record DeliveryResult(DeliveryOutcome Outcome, string Reason, TimeSpan? RetryAfter = null);

/// <summary>
/// Posts digests to the operator's address, with a few tries over half a minute (<see cref="WebhookResilience"/>).
/// </summary>
internal sealed class DigestWebhook(IHttpClientFactory clients, IOptions<DigestOptions> options, TimeProvider clock)
{
    internal const string ClientName = "digests";

    public bool IsSet => options.Value.WebhookUrl.Length > 0;

    public async Task<DeliveryResult> SendAsync(DigestDelivery delivery, CancellationToken cancellationToken)
    {
        DigestOptions settings = options.Value;
        byte[] body = WebhookBody.Of(delivery, settings.WebhookFormat);
        using var request = new HttpRequestMessage(HttpMethod.Post, settings.WebhookUrl)
        {
            Content = new ByteArrayContent(body)
            {
                Headers = { ContentType = new MediaTypeHeaderValue("application/json", "utf-8") },
            },
        };
        string timestamp = WebhookSignature.Timestamp(clock.GetUtcNow());
        request.Headers.Add(WebhookSignature.DeliveryHeader, delivery.DeliveryId);
        request.Headers.Add(WebhookSignature.TimestampHeader, timestamp);
        if (settings.WebhookSecret.Length > 0)
        {
            request.Headers.Add(
                WebhookSignature.Header, WebhookSignature.Of(settings.WebhookSecret, timestamp, body));
        }

        try
        {
            using HttpClient http = clients.CreateClient(ClientName);
            using HttpResponseMessage response = await http.SendAsync(
                request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return ResultOf(response);
        }
        catch (HttpRequestException e)
        {
            return new DeliveryResult(DeliveryOutcome.Unavailable, $"no answer ({e.HttpRequestError})");
        }
        catch (ExecutionRejectedException)
        {
            return new DeliveryResult(DeliveryOutcome.Unavailable, "no answer in time");
        }
    }

    private DeliveryResult ResultOf(HttpResponseMessage response)
    {
        int status = (int)response.StatusCode;
        DeliveryOutcome outcome = status switch
        {
            >= 200 and < 300 => DeliveryOutcome.Accepted,
            408 or 429 or >= 500 => DeliveryOutcome.Unavailable,
            _ => DeliveryOutcome.Refused,
        };
        return new DeliveryResult(outcome, $"HTTP {status}", WebhookResilience.RetryAfterOf(response, clock));
    }
}
