using System.Security.Cryptography;
using Azure;
using Valiqor.Service.Ground;

namespace Valiqor.Service.Door.Keys;

/// <summary>Whose a key is.</summary>
/// <param name="Organization">Whose data the key opens; empty for nobody's.</param>
/// <param name="KeyId">What limits are counted by; never the key itself.</param>
public sealed record KeyOwner(string Organization, string KeyId, bool IsAdministrator)
{
    /// <summary>A caller of an open operation.</summary>
    public static KeyOwner Nobody { get; } = new("", "", IsAdministrator: false);

    public static KeyOwner Administrator { get; } =
        new(Layout.OwnOrganization, "administrator", IsAdministrator: true);
}

/// <summary>
/// Tells whose a key is. Every call asks storage, so a revoked key is refused from the next call on, on every host.
/// </summary>
public sealed class KeyRing(KeyStorage storage, IDoorSettings settings)
{
    private const string Scheme = "Bearer ";
    private const int LongestKey = 512;

    /// <param name="header">The Authorization header.</param>
    /// <exception cref="ProblemException">There is no key in it, or an unknown one.</exception>
    public async Task<KeyOwner> AdmitAsync(string header, CancellationToken cancellationToken)
    {
        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) || header.Length == Scheme.Length)
        {
            throw ProblemException.MissingKey();
        }

        string key = header[Scheme.Length..].Trim();
        if (key.Length > LongestKey)
        {
            throw ProblemException.UnknownKey();
        }

        byte[] hash = ApiKeys.Hash(key);
        if (CryptographicOperations.FixedTimeEquals(hash, ApiKeys.Hash(settings.AdminKey)))
        {
            return KeyOwner.Administrator;
        }

        // The hash is the row's name: finding it compares nothing that a caller could learn a key from.
        NullableResponse<KeyRow> row = await storage.Keys.GetEntityIfExistsAsync<KeyRow>(
            KeyLayout.KeyPartition, Convert.ToHexStringLower(hash), cancellationToken: cancellationToken);
        return row.HasValue
            ? new KeyOwner(row.Value!.Organization, row.Value.KeyId, IsAdministrator: false)
            : throw ProblemException.UnknownKey();
    }
}
