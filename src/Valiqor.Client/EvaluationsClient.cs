using Valiqor.Client.Http;

namespace Valiqor.Client;

/// <summary>The metrics of runs, and runs compared.</summary>
public sealed class EvaluationsClient
{
    private readonly Connection _connection;

    internal EvaluationsClient(Connection connection) => _connection = connection;
}
