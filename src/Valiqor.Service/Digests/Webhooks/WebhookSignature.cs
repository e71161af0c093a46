using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Valiqor.Service.Digests.Webhooks;

/// <summary>
/// Proves who sent a body and when: HMAC-SHA256 (RFC 2104) over the time, a dot and the body, by a shared secret.
/// </summary>
internal static class WebhookSignature
{
    public const string Header = "X-Valiqor-Signature";
    public const string TimestampHeader = "X-Valiqor-Timestamp";
    public const string DeliveryHeader = "X-Valiqor-Delivery";

    /// <summary>Whole seconds since 1970, as the signature has them.</summary>
    public static string Timestamp(DateTimeOffset time) =>
        time.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    public static string Of(string secret, string timestamp, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hash.AppendData(Encoding.UTF8.GetBytes(timestamp));
        hash.AppendData("."u8);
        hash.AppendData(body);
        return "sha256=" + Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
