using System.Globalization;
using System.Text.Json.Serialization;
using Valiqor.Pipeline.Traces;

namespace Valiqor.Pipeline.Http;

/// <summary>OTLP's ExportTraceServiceResponse: an empty <c>partialSuccess</c> says that everything was taken.</summary>
internal sealed record OtlpExportAnswer(
    [property: JsonPropertyName("partialSuccess")] OtlpPartialSuccess PartialSuccess)
{
    public static OtlpExportAnswer Of(IReadOnlyList<TraceLimitException> refused) => new(refused.Count == 0
        ? new OtlpPartialSuccess(null, null)
        : new OtlpPartialSuccess(
            refused.Sum(trace => (long)trace.Spans).ToString(CultureInfo.InvariantCulture), refused[0].Message));
}

/// <param name="RejectedSpans">A count; as text, for that is how OTLP writes 64 bits in JSON.</param>
internal sealed record OtlpPartialSuccess(
    [property: JsonPropertyName("rejectedSpans")] string? RejectedSpans,
    [property: JsonPropertyName("errorMessage")] string? ErrorMessage);
