using System.Text.Json;

namespace Valiqor.Service.Traces.Formats;

/// <summary>
/// The ids of OTLP: hexadecimal by its own rule, base64 from senders that keep to the usual JSON of Protocol Buffers.
/// </summary>
internal static class OtlpIds
{
    public const int TraceIdBytes = 16;
    public const int SpanIdBytes = 8;

    public static readonly string[] TraceIdNames = ["traceId", "trace_id"];
    public static readonly string[] SpanIdNames = ["spanId", "span_id"];
    private static readonly string[] ParentNames = ["parentSpanId", "parent_span_id"];

    public static string? ParentOf(JsonElement span) => Read(OtlpValues.Text(span, ParentNames), SpanIdBytes);

    /// <summary>Lower-case hexadecimal digits; null for what is no id, or all zero.</summary>
    public static string? Read(string? text, int bytes)
    {
        if (text is null)
        {
            return null;
        }

        Span<byte> id = stackalloc byte[bytes];
        bool isId = text.Length == 2 * bytes && text.All(char.IsAsciiHexDigit)
            ? Convert.FromHexString(text).AsSpan().TryCopyTo(id)
            : Convert.TryFromBase64String(text, id, out int written) && written == bytes;
        return isId && id.IndexOfAnyExcept((byte)0) >= 0 ? Convert.ToHexStringLower(id) : null;
    }
}
