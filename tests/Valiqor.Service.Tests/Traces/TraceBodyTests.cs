using System.Text;
using Valiqor.Service.Traces;
using Valiqor.Service.Traces.Formats;
using Valiqor.Testing;

namespace Valiqor.Service.Tests.Traces;

/// <summary>A body tells by itself what it is; what is wrong with it is told with the place.</summary>
public sealed class TraceBodyTests
{
    private const string Documented = """
        {"trace_id":"t-1","messages":[{"role":"user","content":"Hi"},{"role":"assistant","content":"Hello."}]}
        """;

    private const string Metadata = """{"record_type":"metadata","run_id":"run_1","app":"shop"}""";
    private const string Span = """{"record_type":"span","span_id":"s1","run_id":"run_1","name":"llm.call"}""";

    private static string OtlpBody(string traceId = Otlp.TraceId) =>
        Otlp.Body(Otlp.Span(1, null, "chat").InTrace(traceId)).ToJsonString();

    [Fact]
    public void Each_format_is_told_by_its_members()
    {
        TraceReading.Read(Documented).Single().TraceId.ShouldBe("t-1");
        TraceReading.Read(OtlpBody()).Single().TraceId.ShouldBe(Otlp.TraceId);
        TraceReading.Read($"{Metadata}\n{Span}").Single().TraceId.ShouldBe("run_1");
    }

    [Fact]
    public void A_body_may_hold_several_traces_in_an_array_in_lines_or_under_traces()
    {
        string other = Documented.Replace("t-1", "t-2");
        string[] both = ["t-1", "t-2"];

        TraceReading.Read($"[{Documented},{other}]").Select(trace => trace.TraceId).ShouldBe(both);
        TraceReading.Read($"{Documented}\r\n\r\n{other}\n").Select(trace => trace.TraceId).ShouldBe(both);
        TraceReading.Read($$"""{"traces":[{{Documented}},{{other}}]}""").Select(trace => trace.TraceId).ShouldBe(both);
        TraceReading.Read(OtlpBody() + "\n" + OtlpBody("ffffffffffffffffffffffffffffffff")).Count.ShouldBe(2);
        TraceReading.Read($"{Documented}\n{OtlpBody()}\n{Metadata}").Count.ShouldBe(3);
    }

    [Fact]
    public void Records_without_a_run_belong_to_the_run_before_them()
    {
        string body = $$"""
            {{Metadata}}
            {"record_type":"span","name":"tool.search"}
            {"record_type":"summary","duration_ms":12.5}
            {"record_type":"metadata","run_id":"run_2"}
            {"record_type":"span","name":"llm.call"}
            """;

        IReadOnlyList<TraceDocument> traces = TraceReading.Read(body);

        traces.Select(trace => trace.Spans.Count).ShouldBe([1, 1]);
        traces[0].Metadata["duration_ms"].GetDouble().ShouldBe(12.5);
        traces[0].Spans.ShouldContainKey("span-1");
    }

    [Fact]
    public void A_byte_order_mark_and_white_space_are_passed_over() =>
        TraceBody.Read(Encoding.UTF8.GetBytes($"\uFEFF\n  {Documented}  \n")).Count.ShouldBe(1);

    [Theory]
    [InlineData("", "", "The body has no trace")]
    [InlineData("   \n ", "", "The body has no trace")]
    [InlineData("7", "", "This is no trace")]
    [InlineData("[]", "", "The body has no trace")]
    [InlineData("""[{"trace_id":"a"},7]""", "1", "This is no trace")]
    [InlineData("""{"input":"?","output":"x"}""", "", "This is no trace")]
    [InlineData("""{"trace_id":""}""", "trace_id", "A trace's id has")]
    [InlineData("""{"trace_id":"a/b"}""", "trace_id", "A trace's id has")]
    [InlineData("""{"trace_id":".."}""", "trace_id", "A trace's id has")]
    [InlineData("""{"trace_id":null}""", "trace_id", "A trace's id has")]
    [InlineData("""{"trace_id":"a","spans":3}""", "spans", "`spans` should be an object")]
    [InlineData("""{"trace_id":"a","spans":{"s":[]}}""", "spans.s", "A span should be an object")]
    [InlineData("""{"trace_id":"a","spans":[{},1]}""", "spans.1", "A span should be an object")]
    [InlineData("""{"trace_id":"a","messages":{}}""", "messages", "`messages` should be a list")]
    [InlineData("""{"trace_id":"a","messages":[{},"x"]}""", "messages.1", "`messages` should be a list")]
    [InlineData("""{"trace_id":"a","retrievals":1}""", "retrievals", "`retrievals` should be a list")]
    [InlineData("""{"trace_id":"a","metadata":[]}""", "metadata", "`metadata` should be an object")]
    [InlineData("""{"trace_id":"a","x":"\ud800"}""", "x", "half of a surrogate pair")]
    [InlineData("""{"trace_id":"a","\udc00":1}""", "", "half of a surrogate pair")]
    [InlineData("""{"resourceSpans":{}}""", "resourceSpans", "`resourceSpans` should be a list")]
    [InlineData(
        """{"resourceSpans":[{"scopeSpans":[{"spans":[{}]}]}]}""",
        "resourceSpans.0.scopeSpans.0.spans.0.traceId", "32 hexadecimal digits")]
    [InlineData(
        """{"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"ASNFZ4mrze8BI0VniavN7w==","spanId":"x"}]}]}]}""",
        "resourceSpans.0.scopeSpans.0.spans.0.spanId", "16 hexadecimal digits")]
    [InlineData("""{"record_type":"span","name":"x"}""", "run_id", "`run_id` is missing")]
    [InlineData("""{"record_type":"other","run_id":"r"}""", "record_type", "should be metadata, span or summary")]
    [InlineData("""{"record_type":7,"run_id":"r"}""", "record_type", "should be metadata, span or summary")]
    [InlineData(
        "{\"trace_id\":\"a\"}\n{\"trace_id\":\"b\",\"spans\":1}", "line 2.spans", "`spans` should be an object")]
    [InlineData("{\"trace_id\":\"a\"}\n\n{\"trace_id\":", "line 3", "not valid JSON")]
    [InlineData("{\"trace_id\":\"a\"}\nnonsense", "line 2", "not valid JSON (at byte 2")]
    public void What_is_no_trace_is_refused_with_its_place(string body, string place, string message)
    {
        TraceFormatException refused = TraceReading.Refused(body);

        string.Join('.', refused.Place).ShouldBe(place);
        refused.Message.ShouldContain(message);
    }

    [Fact]
    public void Bytes_that_are_no_UTF_8_are_refused()
    {
        byte[] body = [.. "{\"trace_id\":\""u8, 0xFF, .. "\"}"u8];

        Should.Throw<TraceFormatException>(() => TraceBody.Read(body)).Message.ShouldContain("UTF-8");
    }

    [Fact]
    public void Nesting_has_a_limit()
    {
        string Nested(int levels) =>
            $$"""{"trace_id":"a","x":{{new string('[', levels - 1)}}{{new string(']', levels - 1)}}}""";

        TraceReading.Read(Nested(TraceLimits.Depth)).Count.ShouldBe(1);
        TraceReading.Refused(Nested(TraceLimits.Depth + 1)).Message.ShouldContain("48 levels");
    }

    [Fact]
    public void Texts_lists_and_traces_have_limits()
    {
        string long1 = new('x', TraceLimits.TextCharacters);
        TraceReading.Read($$"""{"trace_id":"a","x":"{{long1}}"}""").Count.ShouldBe(1);
        TraceReading.Refused($$"""{"trace_id":"a","x":["{{long1}}y"]}""").Place.ShouldBe(["x", 0]);

        string messages = string.Join(',', Enumerable.Repeat("{}", TraceLimits.RowsPerList + 1));
        TraceReading.Refused($$"""{"trace_id":"a","messages":[{{messages}}]}""").Message.ShouldContain("10,000 rows");

        IEnumerable<string> traces = Enumerable.Range(0, TraceLimits.TracesPerBody + 1)
            .Select(i => $$"""{"trace_id":"t{{i}}"}""");
        TraceReading.Refused(string.Join('\n', traces)).Message.ShouldContain("1,000 traces");
    }

    [Fact]
    public void Members_that_nothing_reads_are_kept()
    {
        string body = """
            {"trace_id":"a","eval_steps":[{"x":1}],"spans":{"s":{"name":"n","strange":{"y":2}}},
             "metadata":{"team":"ops"}}
            """;

        string kept = Encoding.UTF8.GetString(TraceReading.Read(body).Single().ToJson().Span);

        kept.ShouldContain("""
            "eval_steps":[{"x":1}]
            """.Trim());
        kept.ShouldContain("\"strange\":{\"y\":2}");
        kept.ShouldContain("\"team\":\"ops\"");
    }
}
