using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using Valiqor.Service.Door;
using Valiqor.Service.Ground;
using Valiqor.Service.Judging.Keys;

namespace Valiqor.Service.Intake;

/// <summary>
/// The header by which a caller says that a request is the same one as before
/// (draft-ietf-httpapi-idempotency-key-header).
/// </summary>
internal static class IdempotencyKey
{
    private const int Longest = 255;

    public static HeaderParameter Header { get; } = new(
        "Idempotency-Key",
        $"1 to {Longest} printable ASCII characters of your choice: the same key and body start one run in a day.");

    /// <exception cref="ProblemException">It is there and cannot be one.</exception>
    public static string? Of(ApiCall call) => call.Request.Headers[Header.Name].ToArray() switch
    {
        [] => null,
        [{ Length: > 0 and <= Longest } key] when key.All(c => c is >= ' ' and <= '~') => key,
        _ => throw ProblemException.BadParameter(
            Header.Name, $"should be 1 to {Longest} printable ASCII characters, given once."),
    };

    /// <summary>
    /// SHA-256 of a body's bytes without the caller's judge key. It is stored, and whoever has the rest of the body
    /// could try keys on it otherwise; so the same body with another key is the same request.
    /// </summary>
    public static string HashOf(JsonElement body)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        ReadOnlySpan<byte> rest = JsonMarshal.GetRawUtf8Value(body);
        if (body.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty member in body.EnumerateObject().Where(IsOwnKey))
            {
                ReadOnlySpan<byte> value = JsonMarshal.GetRawUtf8Value(member.Value);
                rest.Overlaps(value, out int offset);
                hash.AppendData(rest[..offset]);
                rest = rest[(offset + value.Length)..];
            }
        }

        hash.AppendData(rest);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>As the body is read: whatever the case of the name, and each one of several.</summary>
    private static bool IsOwnKey(JsonProperty member) =>
        member.Value.ValueKind == JsonValueKind.String
        && member.Name.Equals(OwnKey.Member, StringComparison.OrdinalIgnoreCase);
}
