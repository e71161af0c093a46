using Valiqor.Client.Http;

namespace Valiqor.Client;

/// <summary>
/// Recorded traces. Analyse one with <see cref="ValiqorClient.FailureAnalysis"/> and its id in
/// <see cref="AnalyzeRequest.TraceId"/>.
/// </summary>
public sealed class TracesClient
{
    private const string Root = "api/v1/traces";

    private readonly Connection _connection;

    internal TracesClient(Connection connection) => _connection = connection;

    /// <summary>
    /// Sends traces: documented ones, OTLP in JSON, or the lines of the demo tracer; the service tells them apart.
    /// A trace may come in parts, and the same part may come again.
    /// </summary>
    /// <param name="content">Read from its current position to its end; stays the caller's.</param>
    /// <param name="contentType"><c>application/x-ndjson</c> for lines.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ValidationException">The content is no trace; the message says where.</exception>
    /// <exception cref="DatasetTooLargeException">Send the traces in several calls.</exception>
    public async Task<TracesAccepted> PostAsync(
        Stream content,
        string contentType = "application/json",
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(content);
        using var request = new HttpRequestMessage(HttpMethod.Post, _connection.Address(Root))
        {
            Content = new UploadContent(content, contentType),
        };
        request.Headers.ExpectContinue = true;
        return await _connection.CallAtLengthAsync(
            request,
            (response, token) => Connection.ReadAsync(response, WireJson.Default.TracesAccepted, token),
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A trace as a whole.</summary>
    /// <exception cref="NotFoundException">There is no such trace.</exception>
    public Task<Trace> GetAsync(string traceId, CancellationToken cancellationToken = default) =>
        _connection.GetAsync(PathOf(traceId), WireJson.Default.Trace, cancellationToken);

    /// <summary>The spans of a trace by their ids, and as a tree.</summary>
    /// <exception cref="NotFoundException">There is no such trace.</exception>
    public Task<TraceSpans> GetSpansAsync(string traceId, CancellationToken cancellationToken = default) =>
        _connection.GetAsync($"{PathOf(traceId)}/spans", WireJson.Default.TraceSpans, cancellationToken);

    private static string PathOf(string traceId) => $"{Root}/{QueryBuilder.Segment(traceId, nameof(traceId))}";
}
