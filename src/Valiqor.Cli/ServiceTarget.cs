namespace Valiqor.Cli;

/// <summary>Which service a command talks to: a given one, or that of a data directory.</summary>
/// <param name="DataDirectory">Its host is used while one runs, else started in this process.</param>
internal sealed record ServiceTarget(Uri? Server, string? ApiKey, string DataDirectory, string? StorageConnection)
{
    public const string KeyVariable = "VALIQOR_API_KEY";
    public const string DefaultDataDirectory = ".valiqor";

    /// <exception cref="UsageException">The address is none, or the options exclude each other.</exception>
    public static ServiceTarget From(string? server, string? apiKey, string? data, string? storage)
    {
        if (server is null)
        {
            return new ServiceTarget(null, apiKey, data ?? DefaultDataDirectory, storage);
        }

        if (data is not null || storage is not null)
        {
            throw new UsageException("--server names a service that runs elsewhere: leave out --data and --storage.");
        }

        bool isAddress = Uri.TryCreate(server, UriKind.Absolute, out Uri? address)
            && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps);
        if (!isAddress)
        {
            throw new UsageException($"--server {server} is not an address such as https://valiqor.example.com.");
        }

        string? key = apiKey ?? Environment.GetEnvironmentVariable(KeyVariable);
        return string.IsNullOrWhiteSpace(key)
            ? throw new UsageException($"--server needs a key: give --api-key KEY or set {KeyVariable}.")
            : new ServiceTarget(address, key.Trim(), DefaultDataDirectory, null);
    }
}
