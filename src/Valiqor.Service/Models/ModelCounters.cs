using System.Diagnostics.Metrics;
using Valiqor.Service.Models.Calls;

namespace Valiqor.Service.Models;

/// <summary>The instruments <c>valiqor.judge.…</c>. Their tags are words of ours: no names, no addresses.</summary>
internal sealed class ModelCounters
{
    public const string MeterName = "Valiqor.Judge";

    private readonly Counter<long> _calls;
    private readonly Counter<long> _retries;
    private readonly Counter<long> _throttles;
    private readonly Counter<long> _tokens;

    public ModelCounters(IMeterFactory meters)
    {
        Meter meter = meters.Create(MeterName);
        _calls = meter.CreateCounter<long>(
            "valiqor.judge.calls", "{call}", "Requests sent to a model, by how they ended.");
        _retries = meter.CreateCounter<long>(
            "valiqor.judge.retries", "{retry}", "Tries after the first, by what had gone wrong.");
        _throttles = meter.CreateCounter<long>(
            "valiqor.judge.throttles", "{throttle}", "Requests that the provider wanted fewer of.");
        _tokens = meter.CreateCounter<long>(
            "valiqor.judge.tokens", "{token}", "Tokens that the provider counted, by kind.");
    }

    internal void Called(TryOutcome call)
    {
        _calls.Add(1, Tag("outcome", call.Fault is { } fault ? fault.Reason.ToWire() : "answered"));
        Count("prompt", call.Use.Prompt);
        Count("cached_prompt", call.Use.CachedPrompt);
        Count("completion", call.Use.Completion);
        Count("reasoning", call.Use.Reasoning);
    }

    internal void Retried(ModelFailure reason) => _retries.Add(1, Tag("reason", reason.ToWire()));

    internal void Throttled() => _throttles.Add(1);

    private void Count(string kind, long tokens)
    {
        if (tokens > 0)
        {
            _tokens.Add(tokens, Tag("kind", kind));
        }
    }

    private static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);
}
