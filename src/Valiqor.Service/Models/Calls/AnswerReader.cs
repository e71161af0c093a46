using System.Text.Json;

namespace Valiqor.Service.Models.Calls;

/// <summary>
/// Reads an answer of the chat completions API. The package's own reader rejects what compatible servers add or leave
/// out, such as finish reasons of their own.
/// </summary>
internal static class AnswerReader
{
    /// <summary>No single answer uses more; a server that says so is wrong.</summary>
    private const long MostTokens = 100_000_000;

    public static TryOutcome Read(Exchange exchange, TimeProvider clock)
    {
        JsonElement? body = JsonFields.Parse(exchange.Reply.Body);
        if (body.Field("choices") is null && body.Field("error") is { ValueKind: JsonValueKind.Object } error)
        {
            // Gateways send the error of the server behind them with the status of a success.
            long status = ((JsonElement?)error).Field("code").Number() is >= 400 and < 600 and var code ? code : 502;
            return ErrorReader.Read(exchange with { Reply = exchange.Reply with { Status = (int)status } }, clock);
        }

        TokenUse use = UseOf(body.Field("usage"));
        JsonElement? choice = body.Field("choices").First();
        JsonElement? message = choice.Field("message");
        if (message is null)
        {
            return Malformed(exchange, use, "The model's provider sent something that is no answer.");
        }

        string text = AnswerText.Bare(TextOf(message.Field("content")));
        FinishReason finish = FinishOf(choice.Field("finish_reason").Text());
        string? refusal = message.Field("refusal").Text() is { Length: > 0 } words
            ? words
            : finish == FinishReason.ContentFilter ? "The provider's content filter held the answer back." : null;
        if (text.Length == 0 && refusal is null && finish != FinishReason.Length)
        {
            return Malformed(exchange, use, "The model's answer is empty.");
        }

        string model = body.Field("model").Text() is { Length: > 0 and <= 200 } name ? name : exchange.Endpoint.Model;
        return TryOutcome.Answered(
            new ModelAnswer(text, refusal, finish, use, model, exchange.Dialect.Format), exchange.Reply);
    }

    private static TryOutcome Malformed(Exchange exchange, TokenUse use, string sentence) => TryOutcome.Failed(
        new ModelFault(ModelFailure.AnswerMalformed, sentence) { MayPass = true, Use = use }, exchange.Reply);

    /// <summary>A text, or parts of one.</summary>
    private static string TextOf(JsonElement? content) =>
        content.Text() ?? string.Concat(content.Items().Select(part => part.Field("text").Text()));

    private static FinishReason FinishOf(string? reason) => reason switch
    {
        null or "" or "stop" or "eos" or "end_turn" => FinishReason.Stop,
        "length" or "max_tokens" => FinishReason.Length,
        "content_filter" => FinishReason.ContentFilter,
        _ => FinishReason.Other,
    };

    private static TokenUse UseOf(JsonElement? usage) => new(
        Count(usage.Field("prompt_tokens")),
        Count(usage.Field("prompt_tokens_details").Field("cached_tokens")),
        Count(usage.Field("completion_tokens")),
        Count(usage.Field("completion_tokens_details").Field("reasoning_tokens")));

    private static long Count(JsonElement? number) => Math.Clamp(number.Number() ?? 0, 0, MostTokens);
}
