using Valiqor.Client.Http;

namespace Valiqor.Client;

/// <summary>Scans of a project's sources.</summary>
public sealed class ScansClient
{
    private readonly Connection _connection;

    internal ScansClient(Connection connection) => _connection = connection;
}
