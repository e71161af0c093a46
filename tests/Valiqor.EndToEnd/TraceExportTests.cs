using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Valiqor.Testing;

namespace Valiqor.EndToEnd;

/// <summary>What exporters send, and what they are answered.</summary>
public sealed class TraceExportTests(DeploymentFixture deployment)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_exporter_is_answered_as_OTLP_has_it()
    {
        using HttpResponseMessage taken = await ExportAsync(Otlp.Body(Otlp.Span(1, null, "chat")).ToJsonString());
        JsonObject tooMany = Otlp.Body(
        [
            .. from i in Enumerable.Range(1, 10_001) select Otlp.Span(i, null, "s").InTrace(new string('e', 32)),
            Otlp.Span(7, null, "small"),
        ]);
        using HttpResponseMessage partly = await ExportAsync(tooMany.ToJsonString());
        using HttpResponseMessage refused = await ExportAsync("""{"resourceSpans":7}""");

        taken.StatusCode.ShouldBe(HttpStatusCode.OK);
        taken.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
        (await taken.Content.ReadAsStringAsync(Stop)).ShouldBe("""{"partialSuccess":{}}""");
        partly.StatusCode.ShouldBe(HttpStatusCode.OK);
        using JsonDocument answer = JsonDocument.Parse(await partly.Content.ReadAsStringAsync(Stop));
        JsonElement partial = answer.RootElement.GetProperty("partialSuccess");
        partial.GetProperty("rejectedSpans").GetString().ShouldBe("10001");
        partial.GetProperty("errorMessage").GetString()!.ShouldContain("10,000 are allowed");
        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        using HttpResponseMessage trace = await deployment.Http.GetAsync($"api/v1/traces/{Otlp.TraceId}", Stop);
        trace.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_exporter_that_speaks_Protocol_Buffers_is_answered_in_them()
    {
        string traceId = Guid.CreateVersion7().ToString("N");
        byte[] Body(IEnumerable<int> ids) => Protobuf.Field(1, Protobuf.Field(2,
        [
            .. ids.SelectMany(id => Protobuf.Field(2,
            [
                .. Protobuf.Field(1, Convert.FromHexString(traceId)),
                .. Protobuf.Field(2, Convert.FromHexString(Otlp.IdOf(id))),
            ])),
        ]));

        using HttpResponseMessage taken = await PackedAsync(Pack(Body([1, 2])), "gzip", "application/x-protobuf");
        using HttpResponseMessage partly = await PackedAsync(
            Pack(Body(Enumerable.Range(1, 10_001))), "gzip", "application/x-protobuf");
        using HttpResponseMessage refused = await PackedAsync(
            Pack("nonsense"u8.ToArray()), "gzip", "application/x-protobuf");

        taken.StatusCode.ShouldBe(HttpStatusCode.OK);
        taken.Content.Headers.ContentType!.MediaType.ShouldBe("application/x-protobuf");
        (await taken.Content.ReadAsByteArrayAsync(Stop)).ShouldBeEmpty();
        byte[] partial = await partly.Content.ReadAsByteArrayAsync(Stop);
        partial[0].ShouldBe<byte>(10);
        partial[^1].ShouldBe((byte)'.');
        Encoding.UTF8.GetString(partial).ShouldContain("10,000 are allowed");
        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        using HttpResponseMessage trace = await deployment.Http.GetAsync($"api/v1/traces/{traceId}/spans", Stop);
        using JsonDocument spans = JsonDocument.Parse(await trace.Content.ReadAsStringAsync(Stop));
        spans.RootElement.GetProperty("spans").EnumerateObject().Count().ShouldBe(2);
    }

    [Fact]
    public async Task A_body_may_be_packed_with_gzip()
    {
        string body = $$"""{"trace_id":"packed-{{Guid.CreateVersion7():N}}","spans":{ } }""";

        using HttpResponseMessage good = await PackedAsync(Pack(Encoding.UTF8.GetBytes(body)), "gzip");
        using HttpResponseMessage broken = await PackedAsync(Encoding.UTF8.GetBytes(body), "gzip");
        using HttpResponseMessage other = await PackedAsync(Encoding.UTF8.GetBytes(body), "br");
        using HttpResponseMessage bomb = await PackedAsync(Pack(new byte[40 * 1024 * 1024]), "gzip");

        good.StatusCode.ShouldBe(HttpStatusCode.OK);
        broken.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        other.StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
        bomb.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await bomb.Content.ReadAsStringAsync(Stop)).ShouldContain("when unpacked");
    }

    private async Task<HttpResponseMessage> ExportAsync(string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        return await deployment.Http.PostAsync("v1/traces", content, Stop);
    }

    private async Task<HttpResponseMessage> PackedAsync(
        byte[] body,
        string encoding,
        string contentType = "application/json")
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue(contentType);
        content.Headers.ContentEncoding.Add(encoding);
        string path = contentType == "application/json" ? "api/v1/traces" : "v1/traces";
        return await deployment.Http.PostAsync(path, content, Stop);
    }

    private static byte[] Pack(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(bytes);
        }

        return packed.ToArray();
    }
}
