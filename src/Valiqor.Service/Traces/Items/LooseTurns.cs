using System.Collections.Immutable;
using Valiqor.Service.Traces.Spans;

namespace Valiqor.Service.Traces.Items;

/// <summary>
/// Makes turns of spans that no agent's or chain's span holds together. A model's call goes on with the turn while the
/// user's last words stay the same; what happens after an answer prepares the next.
/// </summary>
internal sealed class LooseTurns
{
    private readonly List<Turn> _turns = [];
    private readonly List<TraceStep> _waiting = [];
    private Open? _open;

    public void Add(TraceStep step)
    {
        if (step.Kind != SpanKind.Llm || step.IsInsideTool)
        {
            (_open is { IsAnswered: false } open ? open.Steps : _waiting).Add(step);
            return;
        }

        if (_open is null || !_open.GoesOnWith(step))
        {
            Close();
            _open = new Open();
        }

        _open.Steps.AddRange(_waiting);
        _waiting.Clear();
        _open.Take(step);
    }

    /// <summary>The turns so far, and the spans that belong to none of them.</summary>
    public IEnumerable<Turn> End(out ImmutableArray<TraceStep> rest)
    {
        if (_open is not null)
        {
            _open.Steps.AddRange(_waiting);
            _waiting.Clear();
        }

        Close();
        rest = [.. _waiting];
        Turn[] turns = [.. _turns];
        _turns.Clear();
        _waiting.Clear();
        return turns;
    }

    private void Close()
    {
        if (_open?.ToTurn() is { } turn)
        {
            _turns.Add(turn);
        }

        _open = null;
    }

    private sealed class Open
    {
        private string? _input;
        private string? _output;
        private int _userMessages;
        private int _messages;
        private bool _hasFailed;
        private TraceStep? _asked;

        public List<TraceStep> Steps { get; } = [];

        /// <summary>The model has answered in words, and asks for nothing more.</summary>
        public bool IsAnswered { get; private set; }

        public bool GoesOnWith(TraceStep step)
        {
            ImmutableArray<TraceMessage> input = step.Reading.Input;
            bool isSame = step.Reading.InputText is null
                || (step.Reading.InputText == _input && UserMessages(input) == _userMessages);
            return isSame && (!IsAnswered || input.Length > _messages);
        }

        public void Take(TraceStep step)
        {
            Steps.Add(step);
            SpanReading reading = step.Reading;
            _asked ??= step;
            _input ??= reading.InputText;
            _userMessages = UserMessages(reading.Input);
            _messages = reading.Input.Length;
            _output = reading.OutputText ?? _output;
            _hasFailed = step.Span.Error is not null;
            IsAnswered = reading.OutputText is not null && reading.Output.All(message => message.Calls.IsEmpty);
        }

        public Turn? ToTurn()
        {
            // Where the prompt is not recorded, what was searched for is what was asked.
            string? input = _input
                ?? Steps.Select(step => step.Reading.Query).FirstOrDefault(query => query is not null);
            string? output = _output ?? (_hasFailed ? "" : null);
            return string.IsNullOrWhiteSpace(input) || output is null
                ? null
                : new Turn(input, output) { Asked = _asked, Steps = [.. Steps] };
        }

        private static int UserMessages(ImmutableArray<TraceMessage> messages) =>
            messages.Count(message => message.Role == Roles.User);
    }
}
