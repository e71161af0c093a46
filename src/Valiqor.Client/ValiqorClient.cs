using Valiqor.Client.Http;

namespace Valiqor.Client;

/// <summary>
/// The whole service over HTTP. Safe for any number of threads; make one and keep it. Every method throws a
/// <see cref="ValiqorException"/> of a fitting kind where the service refuses or cannot answer.
/// </summary>
public sealed class ValiqorClient : IDisposable
{
    private readonly HttpClient? _owned;

    /// <summary>A client over HTTP connections of the caller's.</summary>
    /// <param name="http">
    /// Stays the caller's. Its own <see cref="HttpClient.Timeout"/> also ends uploads; give it a
    /// <see cref="RetryHandler"/> where passing failures are to be bridged.
    /// </param>
    /// <param name="options">Where the service is and how to call it; the address and the key come from here.</param>
    public ValiqorClient(HttpClient http, ClientOptions options)
        : this(http, options, null)
    {
    }

    private ValiqorClient(HttpClient http, ClientOptions options, HttpClient? owned)
    {
        ArgumentNullException.ThrowIfNull(http);
        ArgumentNullException.ThrowIfNull(options);
        var connection = new Connection(http, options);
        _owned = owned;
        FailureAnalysis = new FailureAnalysisClient(connection, null);
        Traces = new TracesClient(connection);
        Scans = new ScansClient(connection);
        Security = new SecurityClient(connection);
        Evaluations = new EvaluationsClient(connection);
        Keys = new KeysClient(connection);
    }

    /// <summary>Runs, tags, insights, the taxonomy and digests.</summary>
    public FailureAnalysisClient FailureAnalysis { get; }

    /// <summary>Recorded traces.</summary>
    public TracesClient Traces { get; }

    /// <summary>Scans of a project's sources.</summary>
    public ScansClient Scans { get; }

    /// <summary>The security side of runs.</summary>
    public SecurityClient Security { get; }

    /// <summary>The metrics of runs.</summary>
    public EvaluationsClient Evaluations { get; }

    /// <summary>API keys and usage.</summary>
    public KeysClient Keys { get; }

    /// <summary>
    /// A client with connections of its own, with retries, for programs without a container of services.
    /// </summary>
    public static ValiqorClient Create(ClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        HttpClient http = Connection.CreateHttp(options);
        return new ValiqorClient(http, options, http);
    }

    /// <summary>
    /// Closes the connections that <see cref="Create"/> made; a client that was handed in stays open.
    /// </summary>
    public void Dispose() => _owned?.Dispose();
}
