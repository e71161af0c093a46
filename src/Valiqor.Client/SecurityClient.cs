using Valiqor.Client.Http;

namespace Valiqor.Client;

/// <summary>The security side of runs.</summary>
public sealed class SecurityClient
{
    private readonly Connection _connection;

    internal SecurityClient(Connection connection) => _connection = connection;
}
