using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace Valiqor.Service.Door;

/// <summary>Writes a list as one JSON array while it is read, so that its length costs no memory.</summary>
internal sealed class JsonArrayResult<T>(IAsyncEnumerable<T> rows, JsonTypeInfo<T> type) : IResult
{
    private const int FlushBytes = 32 * 1024;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        HttpResponse response = httpContext.Response;
        response.ContentType = "application/json; charset=utf-8";
        await using var writer = new Utf8JsonWriter(response.BodyWriter);
        writer.WriteStartArray();
        await foreach (T row in rows.WithCancellation(httpContext.RequestAborted))
        {
            JsonSerializer.Serialize(writer, row, type);
            if (writer.BytesPending > FlushBytes)
            {
                writer.Flush();
                await response.BodyWriter.FlushAsync(httpContext.RequestAborted);
            }
        }

        writer.WriteEndArray();
        writer.Flush();
        await response.BodyWriter.FlushAsync(httpContext.RequestAborted);
    }
}
