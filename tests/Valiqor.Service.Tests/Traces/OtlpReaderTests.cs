using System.Text.Json;
using System.Text.Json.Nodes;
using Valiqor.Service.Traces;
using Valiqor.Testing;

namespace Valiqor.Service.Tests.Traces;

/// <summary>OTLP in JSON, as its encoding and as what senders make of it.</summary>
public sealed class OtlpReaderTests
{
    [Fact]
    public void Values_of_every_type_become_plain_JSON()
    {
        JsonObject span = Otlp.Span(1, null, "s");
        span["attributes"] = JsonNode.Parse("""
            [
              {"key":"text","value":{"stringValue":"ü"}},
              {"key":"whole","value":{"intValue":"9007199254740993"}},
              {"key":"wholeNumber","value":{"intValue":7}},
              {"key":"number","value":{"doubleValue":0.5}},
              {"key":"nan","value":{"doubleValue":"NaN"}},
              {"key":"flag","value":{"boolValue":true}},
              {"key":"bytes","value":{"bytesValue":"AQI="}},
              {"key":"list","value":{"arrayValue":{"values":[{"stringValue":"a"},{"intValue":"1"}]}}},
              {"key":"map","value":{"kvlistValue":{"values":[{"key":"k","value":{"arrayValue":{}}}]}}},
              {"key":"none","value":{}},
              {"key":"lost"},
              {"value":{"stringValue":"no key"}},
              {"key":"twice","value":{"intValue":"1"}},
              {"key":"twice","value":{"intValue":"2"}}
            ]
            """);

        JsonElement attributes = OnlySpan(Otlp.Body(span)).GetProperty("attributes");

        JsonNode.Parse(attributes.GetRawText())!.ToJsonString().ShouldBe(JsonNode.Parse("""
            {"text":"ü","whole":9007199254740993,"wholeNumber":7,"number":0.5,"nan":"NaN","flag":true,"bytes":"AQI=",
             "list":["a",1],"map":{"k":[]},"none":null,"lost":null,"twice":2}
            """)!.ToJsonString());
    }

    [Theory]
    [InlineData("0123456789ABCDEF0123456789ABCDEF", "AAAAAAAAAAE=", "0123456789abcdef0123456789abcdef")]
    [InlineData("ASNFZ4mrze8BI0VniavN7w==", "0000000000000001", "0123456789abcdef0123456789abcdef")]
    public void Ids_are_hexadecimal_or_base64(string traceId, string spanId, string expected)
    {
        JsonObject span = Otlp.Span(1, null, "s");
        span["traceId"] = traceId;
        span["spanId"] = spanId;
        span["parentSpanId"] = "AAAAAAAAAAI=";

        TraceDocument trace = TraceReading.Read(Otlp.Body(span).ToJsonString()).Single();

        trace.TraceId.ShouldBe(expected);
        trace.Spans["0000000000000001"].GetProperty("parent_span_id").GetString().ShouldBe("0000000000000002");
    }

    [Theory]
    [InlineData("00000000000000000000000000000000")]
    [InlineData("0123456789abcdef0123456789abcdeg")]
    [InlineData("0123")]
    [InlineData("")]
    public void An_id_that_is_none_is_refused(string traceId) =>
        TraceReading.Refused(Otlp.Body(Otlp.Span(1, null, "s").InTrace(traceId)).ToJsonString())
            .Place[^1].ShouldBe("traceId");

    [Fact]
    public void Times_are_nanoseconds_as_text_or_number_and_make_the_duration()
    {
        JsonObject span = Otlp.Span(1, null, "s");
        span["startTimeUnixNano"] = "1772442900123456700";
        span["endTimeUnixNano"] = 1772442901623456700;

        JsonElement read = OnlySpan(Otlp.Body(span));

        read.GetProperty("start_time").GetDateTimeOffset().ShouldBe(
            DateTimeOffset.UnixEpoch.AddTicks(17724429001234567));
        read.GetProperty("duration_ms").GetDouble().ShouldBe(1500);
    }

    [Fact]
    public void Unknown_times_and_statuses_are_left_out()
    {
        JsonObject span = Otlp.Span(1, null, "s");
        span["startTimeUnixNano"] = "0";
        span["endTimeUnixNano"] = "soon";
        span["status"] = "fine";
        span["links"] = new JsonArray();

        JsonElement read = OnlySpan(Otlp.Body(span));

        read.TryGetProperty("start_time", out _).ShouldBeFalse();
        read.GetProperty("status").GetString().ShouldBe("ok");
    }

    [Fact]
    public void Snake_case_and_the_lists_of_old_versions_are_read_as_well()
    {
        string body = """
            {"resource_spans":[{"instrumentation_library_spans":[{"spans":[
              {"trace_id":"0123456789abcdef0123456789abcdef","span_id":"0000000000000001",
               "parent_span_id":"","name":"s",
               "start_time_unix_nano":"1772442900000000000","status":{"code":"STATUS_CODE_ERROR"},
               "attributes":[{"key":"a","value":{"string_value":"b"}}],
               "events":[{"name":"e","attributes":[{"key":"c","value":{"int_value":"4"}}]}]}]}]}]}
            """;

        JsonElement span = TraceReading.Read(body).Single().Spans["0000000000000001"];

        span.GetProperty("attributes").GetProperty("a").GetString().ShouldBe("b");
        span.GetProperty("events")[0].GetProperty("attributes").GetProperty("c").GetInt32().ShouldBe(4);
        span.GetProperty("status").GetString().ShouldBe("error");
        span.TryGetProperty("parent_span_id", out _).ShouldBeFalse();
    }

    [Fact]
    public void One_batch_holds_spans_of_many_traces_and_resources()
    {
        string other = "ffffffffffffffffffffffffffffffff";
        JsonObject body = Otlp.Body(
            Otlp.Span(1, null, "a"), Otlp.Span(2, null, "b").InTrace(other), Otlp.Span(3, 1, "c"));

        IReadOnlyList<TraceDocument> traces = TraceReading.Read(body.ToJsonString());

        traces.Select(trace => $"{trace.TraceId}: {trace.Spans.Count}").ShouldBe([$"{Otlp.TraceId}: 2", $"{other}: 1"]);
        traces.ShouldAllBe(trace => trace.Metadata["service.name"].GetString() == "shop");
    }

    private static JsonElement OnlySpan(JsonObject body) =>
        TraceReading.Read(body.ToJsonString()).Single().Spans.Values.Single();
}
