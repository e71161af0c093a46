using System.Net;
using System.Net.Http.Headers;

namespace Valiqor.Client.Http;

/// <summary>A body that is read from a stream of the caller's, and leaves it open.</summary>
internal sealed class UploadContent : HttpContent
{
    private readonly Stream _source;

    public UploadContent(Stream source, string contentType)
    {
        _source = source;
        Headers.ContentType = new MediaTypeHeaderValue(contentType);
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        _source.CopyToAsync(stream);

    protected override Task SerializeToStreamAsync(
        Stream stream,
        TransportContext? context,
        CancellationToken cancellationToken) =>
        _source.CopyToAsync(stream, cancellationToken);

    protected override bool TryComputeLength(out long length)
    {
        length = _source.CanSeek ? _source.Length - _source.Position : 0;
        return _source.CanSeek;
    }
}
