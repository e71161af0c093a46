using System.IO.Compression;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Valiqor.Service.Door;
using Valiqor.Service.Ground;
using Valiqor.Service.Traces.Formats;

namespace Valiqor.Service.Traces;

/// <summary>
/// Reads the traces that a request brings. Only Protocol Buffers are told by the header: JSON comes under many names.
/// </summary>
internal sealed class PostedTraces(IDoorSettings settings)
{
    public const string ProtobufType = "application/x-protobuf";

    private const int BufferBytes = 64 * 1024;

    /// <exception cref="ProblemException">The body is in no form that is read, too large, or no traces.</exception>
    internal async Task<IReadOnlyList<TraceDocument>> ReadAsync(ApiCall call)
    {
        bool isProtobuf = IsProtobuf(call.Request);
        ReadOnlyMemory<byte> body = await UnpackAsync(call);
        try
        {
            return TraceBody.Read(isProtobuf ? OtlpProtobuf.ToJson(body.Span) : body);
        }
        catch (TraceFormatException e)
        {
            throw ProblemException.Invalid(FieldProblems.Of(
                e.Message, "trace_invalid", (object[])["body", .. e.Place]));
        }
    }

    /// <summary>True for what an OpenTelemetry exporter sends unless it is told to send JSON.</summary>
    public static bool IsProtobuf(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out MediaTypeHeaderValue? type)
        && type.MediaType.Equals(ProtobufType, StringComparison.OrdinalIgnoreCase);

    private async Task<ReadOnlyMemory<byte>> UnpackAsync(ApiCall call)
    {
        string encoding = call.Request.Headers.ContentEncoding.ToString();
        switch (encoding.ToLowerInvariant())
        {
            case "" or "identity":
                return await CopyAsync(call.Request.Body, call);
            case "gzip":
                try
                {
                    await using var unpacked = new GZipStream(call.Request.Body, CompressionMode.Decompress);
                    return await CopyAsync(unpacked, call);
                }
                catch (InvalidDataException)
                {
                    throw ProblemException.Invalid(FieldProblems.Of(
                        "The body is not gzip, as its Content-Encoding says.", "gzip_invalid", "body"));
                }

            default:
                throw ProblemException.UnreadableTraceBody($"Content-Encoding {encoding}");
        }
    }

    private async Task<ReadOnlyMemory<byte>> CopyAsync(Stream source, ApiCall call)
    {
        long limit = settings.MaxBodyBytes;
        var copy = new MemoryStream();
        byte[] buffer = new byte[BufferBytes];
        for (int read; (read = await source.ReadAsync(buffer, call.Aborted)) > 0;)
        {
            if (copy.Length + read > limit)
            {
                throw ProblemException.UnpackedTooLarge(limit);
            }

            copy.Write(buffer, 0, read);
        }

        return copy.GetBuffer().AsMemory(0, (int)copy.Length);
    }
}
