using Valiqor.Service.Traces.Spans;

namespace Valiqor.Service.Traces.Dialects;

/// <summary>
/// Reads a span by every convention that it may follow. Tracers mix them, so what one does not find another may.
/// </summary>
internal static class SpanReader
{
    public static SpanReading Read(TraceSpan span)
    {
        SpanReading reading = GenAiDialect.Read(span)
            .Or(OpenInferenceDialect.Read(span))
            .Or(TraceloopDialect.Read(span))
            .Or(VercelDialect.Read(span))
            .Or(PlainDialect.Read(span));
        return reading with
        {
            InputText = reading.InputText ?? ExchangeText.LastOf(reading.Input, Roles.User),
            OutputText = ExchangeText.LastOf(reading.Output, Roles.Assistant) ?? reading.OutputText,
            SystemPrompt = reading.SystemPrompt ?? ExchangeText.LastOf(reading.Input, Roles.System),
        };
    }
}
