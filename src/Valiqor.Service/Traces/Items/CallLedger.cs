using System.Collections.Immutable;
using Valiqor.Service.Traces.Spans;

namespace Valiqor.Service.Traces.Items;

/// <summary>
/// The calls of tools in a turn, each once, put together from what the model asked for, what the tools' spans say and
/// what the model was told in return. Ids join them; where there are none, names and arguments in their order do.
/// </summary>
internal sealed class CallLedger
{
    private readonly List<TurnCall> _calls = [];
    private readonly Dictionary<string, TurnCall> _byId = new(StringComparer.Ordinal);

    public ImmutableArray<TurnCall> Calls => [.. _calls];

    /// <summary>The model asks for a call.</summary>
    public void Ask(RequestedCall request, TraceStep asking)
    {
        TurnCall call = Known(request.Id)
            ?? _calls.Find(call => call.Asking is null
                && (request.Id is null || call.Id is null)
                && IsSame(call, request))
            ?? Add(request.Id, request.Name, request.Arguments);
        call.Asking ??= asking;
    }

    /// <summary>A conversation after the user's last words: calls that were asked for, and what came of them.</summary>
    public void Replay(IEnumerable<TraceMessage> messages)
    {
        int next = 0;
        var open = new List<TurnCall>();
        foreach (TraceMessage message in messages)
        {
            foreach (RequestedCall request in message.Calls)
            {
                int at = request.Id is null ? _calls.FindIndex(next, call => IsSame(call, request)) : -1;
                next = at < 0 ? next : at + 1;
                open.Add(Known(request.Id) ?? (at < 0 ? Add(request.Id, request.Name, request.Arguments) : _calls[at]));
            }

            if (message.Role == Roles.Tool)
            {
                TurnCall? answered = Known(message.CallId)
                    ?? open.Find(call => message.Name is null || call.Name == message.Name);
                if (answered is not null)
                {
                    open.Remove(answered);
                    answered.Told ??= message.Text;
                }
            }
        }
    }

    /// <summary>A tool runs.</summary>
    public void Run(ToolUse use, TraceStep running)
    {
        string name = use.Name ?? running.Span.Name;
        TurnCall call = Known(use.CallId)
            ?? _calls.Find(call => call.Running is null && call.Name == name && call.Arguments == use.Arguments)
            ?? _calls.Find(call => call.Running is null && call.Name == name)
            ?? Add(use.CallId, name, use.Arguments ?? CallReader.NoArguments);
        call.Running = running;
        call.Returned ??= use.Output;
    }

    private TurnCall? Known(string? id) => id is null ? null : _byId.GetValueOrDefault(id);

    private TurnCall Add(string? id, string name, string arguments)
    {
        var call = new TurnCall(id, name, arguments);
        _calls.Add(call);
        if (id is not null)
        {
            _byId.TryAdd(id, call);
        }

        return call;
    }

    private static bool IsSame(TurnCall call, RequestedCall request) =>
        call.Name == request.Name && call.Arguments == request.Arguments;
}

/// <summary>One call of a tool in a turn.</summary>
internal sealed class TurnCall(string? id, string name, string arguments)
{
    public string? Id => id;

    public string Name => name;

    public string Arguments => arguments;

    /// <summary>What the model was told that the tool returned.</summary>
    public string? Told { get; set; }

    /// <summary>What the tool's span says that it returned.</summary>
    public string? Returned { get; set; }

    /// <summary>The model's call that asked for it.</summary>
    public TraceStep? Asking { get; set; }

    /// <summary>The tool's own span.</summary>
    public TraceStep? Running { get; set; }

    /// <summary>What the model saw comes before what the tracer wrapped up.</summary>
    public string? Output => Told ?? Returned;

    public string? Error => Running?.Span.Error;
}
