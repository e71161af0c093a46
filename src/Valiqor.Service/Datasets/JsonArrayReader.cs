using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text.Unicode;

namespace Valiqor.Service.Datasets;

/// <summary>
/// Reads the elements of one JSON array. A broken element costs itself; a broken array what comes after.
/// </summary>
internal static class JsonArrayReader
{
    public static async IAsyncEnumerable<DatasetLine> ReadAsync(
        PipeReader reader,
        int maxElementBytes,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var splitter = new JsonArraySplitter(maxElementBytes);
        while (true)
        {
            ReadResult result = await reader.ReadAsync(cancellationToken);
            ReadOnlySequence<byte> buffer = result.Buffer;
            foreach (ReadOnlyMemory<byte> segment in buffer)
            {
                int offset = 0;
                while (offset < segment.Length)
                {
                    offset += splitter.Read(segment.Span[offset..], out bool elementEnded);
                    if (elementEnded)
                    {
                        yield return Examine(splitter, maxElementBytes);
                        splitter.Clear();
                    }

                    if (splitter.Fault is { } fault)
                    {
                        yield return DatasetLine.Bad(splitter.Line, fault);
                        yield break;
                    }
                }
            }

            reader.AdvanceTo(buffer.End);
            if (result.IsCompleted)
            {
                if (!splitter.IsClosed)
                {
                    yield return DatasetLine.Bad(
                        splitter.Line,
                        "The array breaks off here: its closing ] is missing. Upload the whole file.");
                }

                yield break;
            }
        }
    }

    private static DatasetLine Examine(JsonArraySplitter splitter, int maxElementBytes)
    {
        if (splitter.ElementBytes > maxElementBytes)
        {
            return DatasetLine.Bad(splitter.ElementLine, Faults.TooLong(splitter.ElementBytes, maxElementBytes));
        }

        ReadOnlyMemory<byte> element = splitter.Element;
        return Utf8.IsValid(element.Span)
            ? DatasetLine.Good(splitter.ElementLine, element)
            : DatasetLine.Bad(splitter.ElementLine, Faults.NotUtf8(element.Span));
    }
}

/// <summary>
/// Finds where the elements of an array begin and end. It knows strings and brackets; what is inside is the parser's.
/// </summary>
internal sealed class JsonArraySplitter(int maxElementBytes)
{
    private static readonly SearchValues<byte> Telling = SearchValues.Create("\"[]{},\n"u8);
    private static readonly SearchValues<byte> TellingInString = SearchValues.Create("\"\\\n"u8);

    private readonly ArrayBufferWriter<byte> _element = new();
    private State _state = State.BeforeArray;
    private int _depth;
    private bool _inString;
    private bool _escaped;

    private enum State
    {
        BeforeArray,
        BeforeElement,
        InElement,
        Closed,
    }

    public long Line { get; private set; } = 1;

    public long ElementLine { get; private set; }

    /// <summary>How long the element is; more than is kept of it when it is over the limit.</summary>
    public long ElementBytes { get; private set; }

    public ReadOnlyMemory<byte> Element => _element.WrittenMemory;

    public bool IsClosed => _state == State.Closed;

    public string? Fault { get; private set; }

    /// <summary>Reads on until an element ends or the bytes do; answers how many bytes it took.</summary>
    public int Read(ReadOnlySpan<byte> bytes, out bool elementEnded)
    {
        elementEnded = false;
        int taken = 0;
        while (taken < bytes.Length && Fault is null && !elementEnded)
        {
            taken += _state == State.InElement
                ? ReadElement(bytes[taken..], out elementEnded)
                : ReadBetween(bytes[taken]);
        }

        return taken;
    }

    public void Clear()
    {
        _element.ResetWrittenCount();
        ElementBytes = 0;
    }

    private int ReadBetween(byte next)
    {
        switch (next)
        {
            case (byte)' ' or (byte)'\t' or (byte)'\r':
                return 1;
            case (byte)'\n':
                Line++;
                return 1;
            case (byte)'[' when _state == State.BeforeArray:
                _state = State.BeforeElement;
                return 1;
            case (byte)']' when _state == State.BeforeElement:
                _state = State.Closed;
                return 1;
            case (byte)',' when _state == State.BeforeElement:
                return 1;
            case not (byte)']' and not (byte)'}' when _state == State.BeforeElement:
                _state = State.InElement;
                ElementLine = Line;
                return 0;
            default:
                string breaker = char.IsAscii((char)next) ? $"'{(char)next}'" : "text";
                Fault = $"The array is broken here by {breaker}: what follows was not read.";
                return 0;
        }
    }

    private int ReadElement(ReadOnlySpan<byte> bytes, out bool ended)
    {
        ended = false;
        int taken = 0;
        while (taken < bytes.Length)
        {
            if (_escaped)
            {
                _escaped = false;
                Line += bytes[taken] == (byte)'\n' ? 1 : 0;
                taken++;
                continue;
            }

            int step = bytes[taken..].IndexOfAny(_inString ? TellingInString : Telling);
            if (step < 0)
            {
                taken = bytes.Length;
                break;
            }

            taken += step;
            if (!Take(bytes[taken]))
            {
                ended = true;
                _state = State.BeforeElement;
                break;
            }

            taken++;
        }

        Keep(bytes[..taken]);
        return taken;
    }

    /// <summary>Follows one telling byte; false where the element ends before it.</summary>
    private bool Take(byte telling)
    {
        switch (telling)
        {
            case (byte)'\n':
                Line++;
                return true;
            case (byte)'"':
                _inString = !_inString;
                return true;
            case (byte)'\\':
                _escaped = true;
                return true;
            case (byte)'[' or (byte)'{':
                _depth++;
                return true;
            case (byte)']' or (byte)'}' when _depth > 0:
                _depth--;
                return true;
            default:
                return _depth > 0;
        }
    }

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        ElementBytes += bytes.Length;
        if (ElementBytes <= maxElementBytes)
        {
            _element.Write(bytes);
        }
    }
}
