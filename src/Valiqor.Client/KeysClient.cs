using Valiqor.Client.Http;

namespace Valiqor.Client;

/// <summary>The keys of the organizations.</summary>
public sealed class KeysClient
{
    private readonly Connection _connection;

    internal KeysClient(Connection connection) => _connection = connection;

    /// <summary>Makes a key; needs the administrator's own.</summary>
    /// <returns>The key in clear: the service keeps only a digest of it and cannot show it again.</returns>
    public Task<CreatedKey> CreateAsync(CreateKeyRequest key, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        return _connection.SendAsync(
            HttpMethod.Post,
            "v2/auth/create-api-key",
            key,
            WireJson.Default.CreateKeyRequest,
            WireJson.Default.CreatedKey,
            cancellationToken);
    }
}
