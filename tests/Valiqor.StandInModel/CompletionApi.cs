using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace Valiqor.StandInModel;

/// <summary>Answers <c>POST …/chat/completions</c>, or meets the fault that the control has for it.</summary>
internal sealed class CompletionApi(ServerState state, Completion completion, TimeProvider clock)
{
    private const int SlowPieces = 20;

    private static readonly TimeSpan MatchLimit = TimeSpan.FromSeconds(1);

    public async Task AnswerAsync(HttpContext context, string? deployment)
    {
        LogEntry entry = state.Enter($"{context.Request.Path}{context.Request.QueryString}");
        string key = Gate.KeyOf(context.Request);
        entry = entry with { KeyEnd = Gate.EndOf(key), Behaviour = "interrupted" };
        try
        {
            entry = await AnswerAsync(context, deployment, key, entry);
        }
        catch (OperationCanceledException)
        {
            // The caller went away.
        }
        finally
        {
            state.Leave(entry);
        }
    }

    private async Task<LogEntry> AnswerAsync(HttpContext context, string? deployment, string key, LogEntry entry)
    {
        StandInControl control = state.Control;
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        ChatRequest? request = ChatRequest.Read(await reader.ReadToEndAsync(context.RequestAborted), deployment);
        if (Gate.CheckKey(control, key) is { } unauthorized)
        {
            return await RefuseAsync(context, entry, unauthorized);
        }

        if (request is null)
        {
            return await RefuseAsync(context, entry, new ApiError(400, "unreadable", "The body is no request."));
        }

        entry = entry with
        {
            Model = request.Model,
            Hash = request.Hash,
            UserHash = request.UserHash,
            Format = request.Format,
        };
        if (Gate.CheckRequest(control, request) is { } refused)
        {
            return await RefuseAsync(context, entry, refused);
        }

        int number = state.CountTry(request.Hash);
        Verdict? verdict = state.Verdicts.FirstOrDefault(verdict => IsMatch(verdict, request));
        string behaviour = verdict?.Fault ?? Faults.Of(control, request.Hash, number);
        entry = entry with { Try = number };
        if (Throttle(context, control, request, entry) is { } throttle)
        {
            return await RefuseAsync(context, entry, throttle);
        }

        await Task.Delay(TimeSpan.FromMilliseconds(control.LatencyMs), clock, context.RequestAborted);
        return await MeetAsync(context, entry with { Behaviour = behaviour }, request, verdict);
    }

    private ApiError? Throttle(HttpContext context, StandInControl control, ChatRequest request, LogEntry entry)
    {
        bool isTooMuch = control.MaxInFlight > 0 && entry.InFlight > control.MaxInFlight;
        if (control.TokensPerMinute > 0 && !isTooMuch)
        {
            long left = state.Spend(completion.PromptOf(request).Prompt, control.TokensPerMinute);
            isTooMuch = left < 0;
            IHeaderDictionary headers = context.Response.Headers;
            headers["x-ratelimit-limit-tokens"] = control.TokensPerMinute.ToString(CultureInfo.InvariantCulture);
            headers["x-ratelimit-remaining-tokens"] = Math.Max(0, left).ToString(CultureInfo.InvariantCulture);
            headers["x-ratelimit-reset-tokens"] = "60s";
        }

        return isTooMuch ? RateLimit() : null;
    }

    private async Task<LogEntry> MeetAsync(HttpContext context, LogEntry entry, ChatRequest request, Verdict? verdict)
    {
        switch (entry.Behaviour)
        {
            case Faults.Dropped:
                context.Abort();
                return entry;
            case Faults.Never:
                try
                {
                    await Task.Delay(Timeout.InfiniteTimeSpan, clock, context.RequestAborted);
                }
                catch (OperationCanceledException)
                {
                    // That is what it waited for.
                }

                return entry;
            case Faults.MalformedBody:
                await WriteAsync(context, 200, """{"id": "chatcmpl-1", "choices": [{"message": {"content": """);
                return entry with { Status = 200 };
        }

        if (ErrorOf(entry.Behaviour) is { } error)
        {
            return await RefuseAsync(context, entry, error);
        }

        (string json, Usage usage) = completion.Answer(request, entry.Id, entry.Behaviour, verdict);
        if (!await SendAsync(context, entry.Behaviour, json))
        {
            return entry with { Status = 200 };
        }

        return entry with
        {
            Status = 200,
            PromptTokens = usage.Prompt,
            CachedTokens = usage.Cached,
            CompletionTokens = usage.Completion,
            ReasoningTokens = usage.Reasoning,
        };
    }

    /// <returns>True if the caller learned what the answer costs.</returns>
    private async Task<bool> SendAsync(HttpContext context, string behaviour, string json)
    {
        byte[] body = Encoding.UTF8.GetBytes(json);
        context.Response.ContentType = "application/json";
        switch (behaviour)
        {
            case Faults.TruncatedBody:
                context.Response.ContentLength = body.Length;
                await context.Response.Body.WriteAsync(body.AsMemory(0, body.Length / 2), context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
                context.Abort();
                return false;
            case Faults.Slow:
                TimeSpan pause = TimeSpan.FromMilliseconds(state.Control.SlowMs) / SlowPieces;
                foreach (byte[] piece in body.Chunk((body.Length / SlowPieces) + 1))
                {
                    await context.Response.Body.WriteAsync(piece, context.RequestAborted);
                    await context.Response.Body.FlushAsync(context.RequestAborted);
                    await Task.Delay(pause, clock, context.RequestAborted);
                }

                return true;
            default:
                await context.Response.Body.WriteAsync(body, context.RequestAborted);
                return behaviour != Faults.Huge;
        }
    }

    private static ApiError? ErrorOf(string behaviour) => behaviour switch
    {
        Faults.RateLimited => RateLimit(),
        Faults.Quota => new ApiError(
            429,
            behaviour,
            "You exceeded your current quota, please check your plan and billing details.",
            "insufficient_quota",
            Code: "insufficient_quota"),
        Faults.ServerError => new ApiError(
            500, behaviour, "The server had an error while processing your request.", "server_error"),
        Faults.Unavailable => new ApiError(
            503, behaviour, "The engine is currently overloaded, please try again later.", "server_error"),
        Faults.ContentFilter => new ApiError(
            400,
            behaviour,
            "The response was filtered due to the prompt triggering Azure OpenAI's content management policy.",
            Code: "content_filter"),
        Faults.ContextLength => new ApiError(
            400,
            behaviour,
            "This model's maximum context length is 8192 tokens. However, your messages resulted in 90000 tokens.",
            Parameter: "messages",
            Code: "context_length_exceeded"),
        _ => null,
    };

    private static ApiError RateLimit() => new(
        429,
        Faults.RateLimited,
        "Rate limit reached for this model in organization org-standin on requests per min. Please try again soon.",
        "requests",
        Code: "rate_limit_exceeded");

    private async Task<LogEntry> RefuseAsync(HttpContext context, LogEntry entry, ApiError error)
    {
        if (error.Behaviour is Faults.RateLimited or Faults.Unavailable)
        {
            double seconds = state.Control.RetryAfterSeconds;
            IHeaderDictionary headers = context.Response.Headers;
            headers.RetryAfter = Math.Ceiling(seconds).ToString(CultureInfo.InvariantCulture);
            headers["retry-after-ms"] = (seconds * 1_000).ToString(CultureInfo.InvariantCulture);
        }

        await WriteAsync(context, error.Status, error.Json);
        return entry with { Status = error.Status, Behaviour = error.Behaviour };
    }

    private static async Task WriteAsync(HttpContext context, int status, string json)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(json, context.RequestAborted);
    }

    private static bool IsMatch(Verdict verdict, ChatRequest request) => Regex.IsMatch(
        $"{request.System}\n{request.User}", verdict.Match, RegexOptions.CultureInvariant, MatchLimit);
}
