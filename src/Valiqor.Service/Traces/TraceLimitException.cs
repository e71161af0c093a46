namespace Valiqor.Service.Traces;

/// <summary>A trace that grows over a limit with what was posted. Nothing of that was kept.</summary>
internal sealed class TraceLimitException(string traceId, int spans, string message) : Exception(message)
{
    public string TraceId => traceId;

    /// <summary>How many spans were refused.</summary>
    public int Spans => spans;
}
