using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using Valiqor.Service.Traces;
using Valiqor.Service.Traces.Formats;
using Valiqor.Testing;

namespace Valiqor.Service.Tests.Traces;

/// <summary>Whatever is posted, it is a trace or a refusal; and parts add up to the whole.</summary>
public sealed class TracePropertyTests
{
    private static readonly string[] Words =
    [
        "trace_id", "spans", "messages", "metadata", "retrievals", "record_type", "run_id", "span_id", "parent_span_id",
        "name", "kind", "llm", "tool", "llm.call", "rag.retrieval", "tool.f", "attributes", "events", "role", "user",
        "assistant", "content", "parts", "tool_calls", "function", "arguments", "output", "input", "documents",
        "status", "error", "timestamp", "start_time", "2026-01-01", "1e300", "resourceSpans", "scopeSpans", "resource",
        "key",
        "value", "stringValue", "kvlistValue", "arrayValue", "values", "traceId", "spanId", "span", "summary",
        "0123456789abcdef0123456789abcdef", "0000000000000001", "0000000000000002", "gen_ai.operation.name", "chat",
        "execute_tool", "gen_ai.input.messages", "gen_ai.output.messages", "gen_ai.prompt.0.content",
        "gen_ai.completion.0.content", "openinference.span.kind", "CHAIN", "LLM", "RETRIEVER", "input.value",
        "output.value", "llm.input_messages.0.message.content", "llm.output_messages.99999999999.x",
        "retrieval.documents.0.document.content", "", "\ud83d\ude00", "[{\"role\":\"user\",\"content\":\"q\"}]",
        "{\"messages\":[[]]}", "[[[[", "{\"a\":\"\\ud800\"}", "execution_tree", "type", "text", "tool_call", "id",
        "response", "message", "kwargs", "choices", "exception", "gen_ai.choice", "gen_ai.event.content",
    ];

    private static readonly Gen<string> Word = Gen.Int[0, Words.Length - 1].Select(i => Words[i]);

    private static readonly Gen<JsonNode?> Leaf = Gen.OneOf(
        Word.Select(word => (JsonNode?)JsonValue.Create(word)),
        Gen.Int[-3, 3].Select(number => (JsonNode?)JsonValue.Create(number)),
        Gen.Double.Where(double.IsFinite).Select(number => (JsonNode?)JsonValue.Create(number)),
        Gen.Bool.Select(flag => (JsonNode?)JsonValue.Create(flag)),
        Gen.Const((JsonNode?)null));

    private static readonly Gen<JsonNode?> AnyJson = Gen.Recursive<JsonNode?>((depth, nested) => depth > 6
        ? Leaf
        : Gen.Frequency(
            (2, Leaf),
            (2, nested.List[0, 4].Select(rows => (JsonNode?)new JsonArray([.. rows.Select(row => row?.DeepClone())]))),
            (5, Gen.Select(Word, nested).List[0, 6].Select(ObjectOf))));

    [Fact]
    public void Any_JSON_is_a_trace_or_refused() =>
        AnyJson.Sample(json => ShouldBeReadOrRefused(json?.ToJsonString() ?? "null"), iter: 2_000);

    [Fact]
    public void Any_member_of_a_trace_may_be_anything() =>
        Gen.Select(Word, AnyJson, Word, AnyJson).Sample(
            (name, value, other, more) =>
            {
                JsonNode? trace = ObjectOf([(name, value), (other, more)]);
                trace!["trace_id"] = "t";
                ShouldBeReadOrRefused(trace.ToJsonString());
                var span = new JsonObject
                {
                    ["trace_id"] = "t",
                    ["spans"] = new JsonObject
                    {
                        ["a"] = ObjectOf([(name, value), ("name", "llm.call"), (other, more)]),
                        ["b"] = ObjectOf(
                            [("attributes", ObjectOf([(name, value), (other, more)])), ("parent_span_id", "a")]),
                        ["c"] = ObjectOf([("events", value), ("attributes", more), ("parent_span_id", "c")]),
                    },
                };
                ShouldBeReadOrRefused(span.ToJsonString());
            },
            iter: 2_000);

    [Fact]
    public void Any_bytes_are_a_trace_or_refused() =>
        Gen.Byte.Array[0, 200].Sample(bytes => ShouldBeReadOrRefused(bytes), iter: 2_000);

    [Fact]
    public void Any_part_of_a_sample_is_a_trace_or_refused()
    {
        string[] samples = [.. Repository.Files("samples/traces", "*").Select(File.ReadAllText)];
        Gen.Select(Gen.OneOf([.. samples.Select(Gen.Const)]), Gen.Int[0, 20_000], Gen.Int[0, 40]).Sample(
            (sample, at, length) =>
            {
                int from = at % sample.Length;
                ShouldBeReadOrRefused(sample.Remove(from, Math.Min(length, sample.Length - from)));
            },
            iter: 1_000);
    }

    [Fact]
    public void Parts_add_up_to_the_whole_in_any_cut_and_however_often_each_comes()
    {
        string sample = File.ReadAllText(Repository.File("samples/traces/otel-agent.json"));
        TraceDocument whole = TraceReading.Read(sample).Single();
        Gen.Int[0, 2].Array[whole.Spans.Count].Sample(shares =>
        {
            TraceDocument[] parts = [.. Enumerable.Range(0, 3).Select(part => PartOf(whole, shares, part))];
            var merged = new TraceDocument(whole.TraceId);
            foreach (TraceDocument part in parts.Concat(parts).Append(parts[1]))
            {
                merged.Merge(part);
            }

            TraceReading.LinesOf(merged).ShouldBe(TraceReading.LinesOf(whole));
        });
    }

    [Fact]
    public void A_later_part_replaces_what_it_names_and_nothing_else()
    {
        TraceDocument trace = TraceReading.Read("""
            {"trace_id":"t","status":"running","metadata":{"a":1,"b":2},
             "spans":{"x":{"name":"old"},"y":{"name":"kept"}},"messages":[{"role":"user","content":"Q"}]}
            """).Single();
        trace.Merge(TraceReading.Read("""
            {"trace_id":"t","status":"done","metadata":{"b":3},"spans":{"x":{"name":"new"}},"messages":[]}
            """).Single());

        JsonNode.Parse(trace.ToJson().Span)!.ToJsonString().ShouldBe(JsonNode.Parse("""
            {"trace_id":"t","status":"done","messages":[],"metadata":{"a":1,"b":3},
             "spans":{"x":{"name":"new"},"y":{"name":"kept"}}}
            """)!.ToJsonString());
    }

    private static void ShouldBeReadOrRefused(string body) => ShouldBeReadOrRefused(Encoding.UTF8.GetBytes(body));

    private static void ShouldBeReadOrRefused(byte[] body)
    {
        try
        {
            foreach (TraceDocument read in TraceBody.Read(body))
            {
                TraceDocument trace = TraceDocument.OfJson(read.ToJson());
                TraceSummary.Of(trace).Spans.ShouldBe(read.Spans.Count);
                _ = ExecutionTree.Of(trace);
                _ = TraceReading.ItemsOf(trace);
            }
        }
        catch (TraceFormatException e)
        {
            e.Message.ShouldEndWith(".");
        }
    }

    private static TraceDocument PartOf(TraceDocument whole, int[] shares, int part)
    {
        var document = new TraceDocument(whole.TraceId);
        document.Metadata["service.name"] = whole.Metadata["service.name"];
        foreach ((int i, var span) in whole.Spans.Index().Where(row => shares[row.Index] == part))
        {
            document.Spans[span.Key] = span.Value;
        }

        foreach ((string name, var value) in whole.Metadata)
        {
            document.Metadata[name] = value;
        }

        return document;
    }

    private static JsonNode? ObjectOf(IEnumerable<(string Name, JsonNode? Value)> members)
    {
        var json = new JsonObject();
        foreach ((string name, JsonNode? value) in members)
        {
            json[name] = value?.DeepClone();
        }

        return json;
    }
}
