using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using Valiqor.Service.Traces;
using Valiqor.Service.Traces.Formats;
using Valiqor.Testing;
using static Valiqor.Testing.Protobuf;

namespace Valiqor.Service.Tests.Traces;

/// <summary>OTLP in Protocol Buffers, written here by hand as its definition has it.</summary>
public sealed class OtlpProtobufTests
{
    [Fact]
    public void A_request_is_the_same_as_its_JSON()
    {
        byte[] attributes =
        [
            .. Field(9, Pair("text", Field(1, "ü"u8))),
            .. Field(9, Pair("flag", Varint(2, 1))),
            .. Field(9, Pair("whole", Varint(3, ulong.MaxValue))),
            .. Field(9, Pair("number", Double(4, 0.5))),
            .. Field(9, Pair("nan", Double(4, double.NaN))),
            .. Field(9, Pair("list", Field(5, [.. Field(1, Field(1, "a"u8)), .. Field(1, Varint(3, 7))]))),
            .. Field(9, Pair("map", Field(6, Field(1, Pair("k", Field(1, "v"u8)))))),
            .. Field(9, Pair("bytes", Field(7, [1, 2]))),
            .. Field(9, Pair("none", [])),
        ];
        byte[] span =
        [
            .. Field(1, Convert.FromHexString(Otlp.TraceId)), .. Field(2, [0, 0, 0, 0, 0, 0, 0, 1]),
            .. Field(3, "state"u8), .. Field(4, [0, 0, 0, 0, 0, 0, 0, 2]), .. Field(5, "chat"u8), .. Varint(6, 3),
            .. Fixed(7, 1_772_442_900_000_000_000), .. Fixed(8, 1_772_442_901_000_000_000), .. attributes,
            .. Varint(10, 0), .. Field(11, [.. Fixed(1, 1_772_442_900_500_000_000), .. Field(2, "exception"u8),
                .. Field(3, Pair("exception.message", Field(1, "late"u8)))]),
            .. Field(15, [.. Field(2, "late"u8), .. Varint(3, 2)]), .. Fixed32(16, 257),
        ];

        byte[] body = Field(1,
        [
            .. Field(1, Field(1, Pair("service.name", Field(1, "shop"u8)))),
            .. Field(2, [.. Field(1, Field(1, "tests"u8)), .. Field(2, span)]),
        ]);
        TraceDocument trace = TraceBody.Read(OtlpProtobuf.ToJson(body)).Single();

        trace.TraceId.ShouldBe(Otlp.TraceId);
        trace.Metadata["service.name"].GetString().ShouldBe("shop");
        JsonElement read = trace.Spans["0000000000000001"];
        read.GetProperty("parent_span_id").GetString().ShouldBe("0000000000000002");
        read.GetProperty("name").GetString().ShouldBe("chat");
        read.GetProperty("duration_ms").GetDouble().ShouldBe(1_000);
        read.GetProperty("status").GetString().ShouldBe("error");
        read.GetProperty("scope").GetString().ShouldBe("tests");
        read.GetProperty("events")[0].GetProperty("attributes").GetProperty("exception.message").GetString()
            .ShouldBe("late");
        JsonNode.Parse(read.GetProperty("attributes").GetRawText())!.ToJsonString().ShouldBe(JsonNode.Parse("""
            {"text":"ü","flag":true,"whole":-1,"number":0.5,"nan":"NaN","list":["a",7],"map":{"k":"v"},
             "bytes":"AQI=","none":null}
            """)!.ToJsonString());
    }

    [Fact]
    public void Nesting_has_a_limit()
    {
        byte[] value = Field(1, "x"u8);
        for (int i = 0; i < 100; i++)
        {
            value = Field(5, Field(1, value));
        }

        byte[] body = Field(1, Field(1, Field(1, Pair("deep", value))));

        Should.Throw<TraceFormatException>(() => OtlpProtobuf.ToJson(body)).Message.ShouldContain("48 levels");
    }

    [Fact]
    public void Any_bytes_are_a_request_or_refused() =>
        Gen.Byte.Array[0, 100].Sample(
            bytes =>
            {
                try
                {
                    TraceBody.Read(OtlpProtobuf.ToJson(bytes));
                }
                catch (TraceFormatException e)
                {
                    e.Message.ShouldEndWith(".");
                }
            },
            iter: 5_000);
}
