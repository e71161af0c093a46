using Valiqor.Client;

namespace Valiqor.Cli;

/// <summary>Which service a command talks to: a given one, or that of a data directory.</summary>
/// <param name="DataDirectory">Its host is used while one runs, else started in this process.</param>
internal sealed record ServiceTarget(Uri? Server, string? ApiKey, string DataDirectory, string? StorageConnection)
{
    public const string KeyVariable = ClientSettingsReader.ApiKeyVariable;
    public const string DefaultDataDirectory = ".valiqor";

    /// <summary>The project of commands that name none; null: all, or none.</summary>
    public string? Project { get; private init; }

    /// <summary>True where nothing is there to read: neither a service nor anything that one has kept.</summary>
    public bool IsEmpty => Server is null && StorageConnection is null && !Directory.Exists(DataDirectory);

    /// <summary>With what this process's environment and files say beside the options.</summary>
    /// <inheritdoc cref="From(string?, string?, string?, string?, ClientSettings)"/>
    public static ServiceTarget From(string? server, string? apiKey, string? data, string? storage) =>
        From(server, apiKey, data, storage, ClientSettingsReader.OfProcess().Read());

    /// <summary>
    /// The options come first. A data directory or a storage account leaves a configured address aside, and the key
    /// that belongs to it; those two come together.
    /// </summary>
    /// <exception cref="UsageException">The address is none, or the options exclude each other.</exception>
    public static ServiceTarget From(
        string? server,
        string? apiKey,
        string? data,
        string? storage,
        ClientSettings configured)
    {
        bool isLocal = data is not null || storage is not null;
        if (server is not null && isLocal)
        {
            throw new UsageException("--server names a service that runs elsewhere: leave out --data and --storage.");
        }

        Uri? address = server is null ? (isLocal ? null : configured.BaseUrl) : AddressOf(server);
        if (address is null)
        {
            return new ServiceTarget(null, apiKey, data ?? DefaultDataDirectory, storage)
            {
                Project = configured.ProjectName,
            };
        }

        string? key = apiKey ?? configured.ApiKey;
        return string.IsNullOrWhiteSpace(key)
            ? throw new UsageException(
                $"{address} needs a key: give --api-key KEY, set {KeyVariable}, or write \"api_key\" into a "
                + $"{ClientSettingsReader.FileName} file.")
            : new ServiceTarget(address, key.Trim(), DefaultDataDirectory, null) { Project = configured.ProjectName };
    }

    private static Uri AddressOf(string server) =>
        Uri.TryCreate(server, UriKind.Absolute, out Uri? address)
            && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
            ? address
            : throw new UsageException($"--server {server} is not an address such as https://valiqor.example.com.");
}
