using Valiqor.Client.Http;

namespace Valiqor.Client;

/// <summary>Recorded traces.</summary>
public sealed class TracesClient
{
    private readonly Connection _connection;

    internal TracesClient(Connection connection) => _connection = connection;
}
