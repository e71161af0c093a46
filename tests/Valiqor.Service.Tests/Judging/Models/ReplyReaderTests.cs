using System.Text;
using CsCheck;
using Valiqor.Service.Models;
using Valiqor.Service.Models.Calls;

namespace Valiqor.Service.Tests.Judging.Models;

/// <summary>Whatever a server sends is an answer or a fault, and no exception.</summary>
public sealed class ReplyReaderTests
{
    private static readonly string[] Names =
    [
        "choices", "message", "content", "refusal", "finish_reason", "usage", "prompt_tokens", "completion_tokens",
        "prompt_tokens_details", "cached_tokens", "error", "code", "type", "param", "detail", "loc", "msg", "text",
        "model", @"\ud800",
    ];

    private static readonly string[] Odd = ["null", "true", "1e999", "-0.5", "\"\"", "[]", "{}"];

    private static readonly Gen<string> Name = Gen.Int[0, Names.Length - 1].Select(index => Names[index]);

    private static readonly Gen<string> Scalar = Gen.OneOf(
        Name.Select(name => $"\"{name}\""),
        Gen.Long.Select(number => $"{number}"),
        Gen.Int[0, Odd.Length - 1].Select(index => Odd[index]));

    private static readonly Gen<string> Json = Gen.Recursive<string>((depth, inner) => depth > 5
        ? Scalar
        : Gen.OneOf(
            Scalar,
            inner.Array[0, 3].Select(items => $"[{string.Join(',', items)}]"),
            Gen.Select(Name, inner).Array[1, 4].Select(
                members => $"{{{string.Join(',', members.Select(member => $"\"{member.Item1}\":{member.Item2}"))}}}")));

    private static readonly ModelEndpoint Endpoint =
        new(ModelKind.OpenAI, ModelEndpoint.OpenAIAddress, "judge") { Key = new ModelKey(Asking.Key) };

    [Fact]
    public void Any_JSON_is_read() => Gen.Select(Json, Gen.Int[200, 599]).Sample((body, status) =>
        IsRead(Encoding.UTF8.GetBytes(body), status));

    [Fact]
    public void Any_bytes_are_read() => Gen.Select(Gen.Byte.Array[0, 60], Gen.Int[200, 599]).Sample(IsRead);

    private static bool IsRead(byte[] body, int status)
    {
        TryOutcome read = ReadAs(status, body);
        return (read.Answer is null) != (read.Fault is null)
            && read.Fault?.Sentence.Contains(Asking.Key, StringComparison.Ordinal) != true;
    }

    private static TryOutcome ReadAs(int status, byte[] body)
    {
        var reply = new ModelReply(status, body, new Dictionary<string, string>());
        var exchange = new Exchange(Endpoint, Asking.Question(), Dialect.Of(new ModelOptions()), reply);
        return reply.IsSuccess
            ? AnswerReader.Read(exchange, TimeProvider.System)
            : ErrorReader.Read(exchange, TimeProvider.System);
    }
}
