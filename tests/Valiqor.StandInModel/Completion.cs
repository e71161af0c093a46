using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Valiqor.Service.Models;

namespace Valiqor.StandInModel;

/// <summary>What a request costs.</summary>
internal sealed record Usage(long Prompt, long Cached, long Completion, long Reasoning);

/// <summary>Makes the model's message and counts its tokens.</summary>
internal sealed partial class Completion(ServerState state, TokenCounter counter)
{
    // As OpenAI's cookbook counts: https://cookbook.openai.com/examples/how_to_count_tokens_with_tiktoken
    private const int TokensPerMessage = 3;
    private const int TokensOfAnswerStart = 3;

    // Prompts are cached from 1,024 tokens on, in steps of 128.
    private const long FewestCached = 1_024;
    private const long CacheStep = 128;

    private const long ReasoningTokens = 64;
    private const int MostCounts = 1_000;
    private const int HugeCharacters = 10 * 1024 * 1024;

    private readonly ConcurrentDictionary<string, long> _counts = new(StringComparer.Ordinal);

    /// <summary>A body of the chat completions API.</summary>
    public (string Json, Usage Usage) Answer(ChatRequest request, string id, string behaviour, Verdict? verdict)
    {
        JsonNode? scripted = verdict?.Answer;
        string? refusal = behaviour == Faults.Refusal ? "I'm sorry, I can't help with that." : null;
        string text = behaviour switch
        {
            Faults.Refusal or Faults.Empty => "",
            Faults.Prose => "Let me think about this. I would say that it depends.",
            Faults.Huge => new string('x', HugeCharacters),
            _ => scripted is JsonValue value && value.TryGetValue(out string? words)
                ? words
                : (scripted ?? Patched(Fill(request), verdict?.Patch)).ToJsonString(),
        };
        string finish = "stop";
        long completion = behaviour == Faults.Huge ? 0 : counter.Count(refusal ?? text);
        long limit = behaviour == Faults.TruncatedVerdict ? completion / 2 : request.Limit ?? long.MaxValue;
        if (completion > limit)
        {
            (text, completion, finish) = (text[..(int)(text.Length * limit / completion)], limit, "length");
        }

        long reasoning = state.Control.Dialect == Dialects.Reasoning ? ReasoningTokens : 0;
        Usage usage = PromptOf(request) with { Completion = completion + reasoning, Reasoning = reasoning };
        return (Write(request, id, text, refusal, finish, usage), usage);
    }

    public Usage PromptOf(ChatRequest request)
    {
        long system = CountOnce(request.System);
        long prompt = system + counter.Count(request.User) + (request.Messages * TokensPerMessage) + TokensOfAnswerStart
            + (request.Schema is { } schema ? CountOnce(schema.ToJsonString()) : 0);
        bool isCached = system >= FewestCached && state.IsCached(request.System);
        return new Usage(prompt, isCached ? system / CacheStep * CacheStep : 0, 0, 0);
    }

    /// <summary>Texts that come with many requests.</summary>
    private long CountOnce(string text)
    {
        if (_counts.Count > MostCounts)
        {
            _counts.Clear();
        }

        return _counts.GetOrAdd(text, text => counter.Count(text));
    }

    private JsonNode Fill(ChatRequest request)
    {
        if (state.Control.IgnoresFormat && request.Format == Dialects.JsonSchema)
        {
            return JsonValue.Create("It depends on what is meant.");
        }

        JsonNode? schema = request.Schema ?? SchemaIn(request.System);
        return schema is null
            ? new JsonObject { ["answer"] = "A stand-in." }
            : new SchemaFiller(schema, request.UserHash, request.User).Fill() ?? new JsonObject();
    }

    private static JsonNode Patched(JsonNode answer, JsonObject? patch)
    {
        if (patch is null || answer is not JsonObject patched)
        {
            return answer;
        }

        foreach ((string name, JsonNode? value) in patch)
        {
            if (value is null)
            {
                patched.Remove(name);
            }
            else
            {
                patched[name] = value is JsonObject inner
                    ? Patched(patched[name]?.DeepClone() ?? new JsonObject(), inner)
                    : value.DeepClone();
            }
        }

        return patched;
    }

    /// <summary>Where the schema stands in the prompt, it is the last JSON object of it.</summary>
    private static JsonNode? SchemaIn(string prompt)
    {
        foreach (Match start in SchemaStart.Matches(prompt))
        {
            try
            {
                return JsonNode.Parse(prompt[start.Index..]);
            }
            catch (System.Text.Json.JsonException)
            {
                // Another brace begins it.
            }
        }

        return null;
    }

    private static string Write(
        ChatRequest request,
        string id,
        string text,
        string? refusal,
        string finish,
        Usage usage) => new JsonObject
        {
            ["id"] = id,
            ["object"] = "chat.completion",
            ["created"] = 1_767_225_600,
            ["model"] = $"{request.Model}-2026-01-01",
            ["choices"] = new JsonArray(new JsonObject
            {
                ["index"] = 0,
                ["message"] = new JsonObject
                {
                    ["role"] = "assistant",
                    ["content"] = refusal is null ? text : null,
                    ["refusal"] = refusal,
                    ["annotations"] = new JsonArray(),
                },
                ["logprobs"] = null,
                ["finish_reason"] = finish,
            }),
            ["usage"] = new JsonObject
            {
                ["prompt_tokens"] = usage.Prompt,
                ["completion_tokens"] = usage.Completion,
                ["total_tokens"] = usage.Prompt + usage.Completion,
                ["prompt_tokens_details"] = new JsonObject { ["cached_tokens"] = usage.Cached, ["audio_tokens"] = 0 },
                ["completion_tokens_details"] = new JsonObject { ["reasoning_tokens"] = usage.Reasoning },
            },
            ["service_tier"] = "default",
            ["system_fingerprint"] = "fp_standin",
        }.ToJsonString();

    [GeneratedRegex(@"^\s*\{", RegexOptions.NonBacktracking | RegexOptions.Multiline)]
    private static partial Regex SchemaStart { get; }
}
