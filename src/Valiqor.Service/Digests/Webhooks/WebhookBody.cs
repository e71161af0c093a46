using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Valiqor.Client;

namespace Valiqor.Service.Digests.Webhooks;

/// <summary>What is sent, in the form that the receiver understands.</summary>
internal static class WebhookBody
{
    // A body is read by programs, never as a part of a page: umlauts and quotes need no escapes, which take six times
    // their place.
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Of(DigestDelivery delivery, string format) => format switch
    {
        WebhookFormats.Slack => Write(SlackMessage.Of(delivery)),
        WebhookFormats.Teams => Write(TeamsMessage.Of(delivery)),
        _ => JsonSerializer.SerializeToUtf8Bytes(delivery, WireJson.Default.DigestDelivery),
    };

    public static byte[] Write(JsonObject message)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Compact))
        {
            message.WriteTo(writer);
        }

        return stream.ToArray();
    }
}
