using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Azure;
using Valiqor.Client;
using Valiqor.Service.Digests.Rendering;
using Valiqor.Service.Digests.Webhooks;

namespace Valiqor.Service.Digests.Schedule;

/// <summary>Writes a digest's three texts, and sends it.</summary>
internal sealed class DigestPublisher(DigestReader reader, DigestStorage storage, DigestWebhook webhook)
{
    private const string Json = ".json";

    public bool Delivers => webhook.IsSet;

    public async Task WriteAsync(DigestRow row, CancellationToken cancellationToken)
    {
        var window = new DigestWindow(
            row.Window, DateOnly.ParseExact(row.LastDay, "yyyy-MM-dd", CultureInfo.InvariantCulture));
        Digest digest = await reader.ReadAsync(
            new DigestPlace(row.PartitionKey, row.RowKey), window, cancellationToken);
        await WriteAsync(
            row, ".md", "text/markdown; charset=utf-8", BinaryData.FromString(DigestMarkdown.Render(digest)));
        await WriteAsync(
            row, ".html", "text/html; charset=utf-8", BinaryData.FromString(DigestHtml.Render(digest)));

        // The last one, from which deliveries are made: where it stands, all three do.
        await WriteAsync(
            row, Json, "application/json", BinaryData.FromBytes(
                JsonSerializer.SerializeToUtf8Bytes(digest, WireJson.Default.Digest)));

        Task WriteAsync(DigestRow row, string ending, string type, BinaryData content) =>
            storage.WriteAsync(BlobOf(row, ending), content, type, cancellationToken);
    }

    /// <summary>Sends what was written, however long ago.</summary>
    public async Task<DeliveryResult> DeliverAsync(DigestRow row, CancellationToken cancellationToken)
    {
        try
        {
            BinaryData content = (await storage.Blobs.GetBlobClient(BlobOf(row, Json))
                .DownloadContentAsync(cancellationToken)).Value.Content;
            var delivery = new DigestDelivery
            {
                Event = DigestDelivery.Written,
                DeliveryId = IdOf(row),
                Organization = row.PartitionKey,
                Digest = JsonSerializer.Deserialize(content.ToMemory().Span, WireJson.Default.Digest)!,
            };
            return await webhook.SendAsync(delivery, cancellationToken);
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return new DeliveryResult(DeliveryOutcome.Refused, "the written digest was removed");
        }
    }

    private static string BlobOf(DigestRow row, string ending) =>
        DigestLayout.DigestBlob(row.PartitionKey, row.RowKey, row.LastDay, ending);

    /// <summary>The same for the same digest, whoever sends it and however often.</summary>
    private static string IdOf(DigestRow row)
    {
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(
            $"{row.PartitionKey}\n{row.RowKey}\n{row.Window}\n{row.LastDay}"));
        return "dig_" + Convert.ToHexStringLower(hash)[..24];
    }
}
