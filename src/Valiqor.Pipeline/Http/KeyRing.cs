using System.Security.Cryptography;
using System.Text;
using Azure;
using Microsoft.Extensions.Options;
using Valiqor.Client;
using Valiqor.Pipeline.Storage;

namespace Valiqor.Pipeline.Http;

/// <summary>Whose a key is.</summary>
public readonly record struct KeyOwner(string Organization, bool IsAdministrator);

/// <summary>
/// Knows the keys. Only their SHA-256 is kept: a key has 240 random bits, so a slow hash would add nothing.
/// </summary>
public sealed class KeyRing(RunStorage storage, IOptions<ValiqorOptions> options, TimeProvider clock)
{
    private const string Scheme = "Bearer ";
    private const string Prefix = "vq_";
    private const int KeyCharacters = 40;
    private const int ShownCharacters = 8;
    private const int LongestKey = 512;
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

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

        byte[] hash = Hash(key);
        if (CryptographicOperations.FixedTimeEquals(hash, Hash(options.Value.AdminKey)))
        {
            return new KeyOwner(Layout.OwnOrganization, IsAdministrator: true);
        }

        // The hash is the row's name: finding it compares nothing that a caller could learn a key from.
        NullableResponse<KeyRow> row = await storage.Keys.GetEntityIfExistsAsync<KeyRow>(
            Layout.KeyPartition, Convert.ToHexStringLower(hash), cancellationToken: cancellationToken);
        return row.HasValue
            ? new KeyOwner(row.Value!.Organization, IsAdministrator: false)
            : throw ProblemException.UnknownKey();
    }

    public async Task<CreatedKey> CreateAsync(string name, string organization, CancellationToken cancellationToken)
    {
        string key = Prefix + RandomNumberGenerator.GetString(Alphabet, KeyCharacters);
        var row = new KeyRow
        {
            RowKey = Convert.ToHexStringLower(Hash(key)),
            KeyId = "key_" + RandomNumberGenerator.GetHexString(16, lowercase: true),
            Organization = organization,
            Name = name,
            PublicPrefix = key[..ShownCharacters],
            CreatedAt = clock.GetUtcNow(),
        };
        TableLimits.Check(row);
        await storage.Keys.AddEntityAsync(row, cancellationToken);
        return new CreatedKey
        {
            ApiKey = key,
            KeyId = row.KeyId,
            Name = name,
            PublicPrefix = row.PublicPrefix,
            CreatedAt = row.CreatedAt,
            Warning = "Keep this key now: it is not stored and cannot be shown again.",
        };
    }

    private static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
