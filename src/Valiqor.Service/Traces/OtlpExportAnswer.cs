using System.Globalization;
using System.Text;
using System.Text.Json.Serialization;

namespace Valiqor.Service.Traces;

/// <summary>OTLP's ExportTraceServiceResponse: an empty <c>partialSuccess</c> says that everything was taken.</summary>
internal sealed record OtlpExportAnswer(
    [property: JsonPropertyName("partialSuccess")] OtlpPartialSuccess PartialSuccess)
{
    public static OtlpExportAnswer Of(IReadOnlyList<TraceLimitException> refused) => new(refused.Count == 0
        ? new OtlpPartialSuccess(null, null)
        : new OtlpPartialSuccess(
            refused.Sum(trace => (long)trace.Spans).ToString(CultureInfo.InvariantCulture), refused[0].Message));

    /// <summary>The same in Protocol Buffers, where a success of everything is no byte at all.</summary>
    public byte[] ToProtobuf()
    {
        if (PartialSuccess is not { RejectedSpans: { } count, ErrorMessage: { } message })
        {
            return [];
        }

        const byte NestedField1 = (1 << 3) | 2;
        const byte NumberField1 = 1 << 3;
        const byte TextField2 = (2 << 3) | 2;
        byte[] text = Encoding.UTF8.GetBytes(message);
        ulong rejected = ulong.Parse(count, CultureInfo.InvariantCulture);
        byte[] partial = [NumberField1, .. Varint(rejected), TextField2, .. Varint((ulong)text.Length), .. text];
        return [NestedField1, .. Varint((ulong)partial.Length), .. partial];
    }

    /// <summary>Seven bits a byte, the low ones first; all but the last have the high bit.</summary>
    private static IEnumerable<byte> Varint(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            yield return (byte)(value | 0x80);
        }

        yield return (byte)value;
    }
}

/// <param name="RejectedSpans">A count; as text, for that is how OTLP writes 64 bits in JSON.</param>
internal sealed record OtlpPartialSuccess(
    [property: JsonPropertyName("rejectedSpans")] string? RejectedSpans,
    [property: JsonPropertyName("errorMessage")] string? ErrorMessage);
