using Valiqor.Client.Http;

namespace Valiqor.Client;

/// <summary>
/// The keys of the organizations, and what these have used. Making, listing and revoking keys needs the
/// administrator's.
/// </summary>
public sealed class KeysClient
{
    private const string Root = "v2/auth";

    private readonly Connection _connection;

    internal KeysClient(Connection connection) => _connection = connection;

    /// <summary>Makes a key.</summary>
    /// <returns>The key in clear: the service keeps only a digest of it and cannot show it again.</returns>
    public Task<CreatedKey> CreateAsync(CreateKeyRequest key, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        return _connection.SendAsync(
            HttpMethod.Post,
            $"{Root}/create-api-key",
            key,
            WireJson.Default.CreateKeyRequest,
            WireJson.Default.CreatedKey,
            cancellationToken);
    }

    /// <summary>Every key, revoked ones too, the newest first.</summary>
    /// <param name="organization">Only its keys; null: those of all.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public Task<IReadOnlyList<ListedKey>> ListAsync(
        string? organization = null,
        CancellationToken cancellationToken = default) =>
        _connection.GetAsync(
            new QueryBuilder($"{Root}/keys").Add("organization", organization).ToString(),
            WireJson.Default.IReadOnlyListListedKey,
            cancellationToken);

    /// <summary>Takes a key out of use, from the next call on. Doing it again changes nothing.</summary>
    /// <exception cref="NotFoundException">There is no such key.</exception>
    public async Task<ListedKey> RevokeAsync(string keyId, CancellationToken cancellationToken = default)
    {
        string path = $"{Root}/keys/{QueryBuilder.Segment(keyId, nameof(keyId))}";
        using var request = new HttpRequestMessage(HttpMethod.Delete, _connection.Address(path));
        return await _connection.CallAsync(
            request,
            (response, token) => Connection.ReadAsync(response, WireJson.Default.ListedKey, token),
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>What an organization has used this month, UTC.</summary>
    /// <param name="organization">
    /// Another one than the key's own; needs the administrator's. Null: the key's own.
    /// </param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public Task<Usage> GetUsageAsync(string? organization = null, CancellationToken cancellationToken = default) =>
        _connection.GetAsync(
            new QueryBuilder("v2/usage").Add("organization", organization).ToString(),
            WireJson.Default.Usage,
            cancellationToken);
}
