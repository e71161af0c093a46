using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Valiqor.Benchmarks.Generation;

/// <summary>
/// Writes made-up items as JSON lines. An item depends on the seed and its index alone, so a longer dataset begins as a
/// shorter one does.
/// </summary>
/// <param name="bytes">About how long an item is, in bytes of JSON.</param>
/// <param name="failing">The share of items with a fault, 0–1.</param>
internal sealed class ItemGenerator(int bytes, double failing, int seed)
{
    private static readonly Fault[] AnswerFaults =
    [
        Fault.WrongNumber, Fault.EmptyOutput, Fault.RepetitionLoop, Fault.CutOff, Fault.CitationOfNothing,
        Fault.OffTopicPassages, Fault.LeakedSecret,
    ];

    private static readonly Fault[] CallFaults = [Fault.InvalidArguments, Fault.UnhandledError, Fault.CallLoop];
    private static readonly Fault[] SchemaFaults = [Fault.BrokenSchema, Fault.NotJson];

    private readonly ArrayBufferWriter<byte> _buffer = new(Math.Max(bytes * 2, 4096));

    /// <summary>The item's line with its line feed, good until the next call.</summary>
    public ReadOnlySpan<byte> Line(int index, out Fault fault)
    {
        var dice = new Dice(((ulong)(uint)seed << 32) | (uint)index);
        dice.Next();
        int shape = dice.Between(0, 9);
        bool calls = shape is 7 or 8;
        bool schema = shape == 9;
        fault = !dice.Chance(failing) ? Fault.None
            : dice.Pick<Fault>(calls ? CallFaults : schema ? SchemaFaults : AnswerFaults);
        _buffer.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(_buffer, new JsonWriterOptions
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            SkipValidation = true,
        }))
        {
            Write(json, index, calls, schema, fault, dice);
        }

        _buffer.Write("\n"u8);
        return _buffer.WrittenSpan;
    }

    private void Write(Utf8JsonWriter json, int index, bool calls, bool schema, Fault fault, Dice dice)
    {
        int kind = dice.Between(0, Subjects.Kinds - 1);
        Subject subject = Subjects.Make(kind, dice);
        dice.Shuffle<Fact>(subject.Facts);
        (Fact first, Fact second) = (subject.Facts[0], subject.Facts[1]);
        json.WriteStartObject();
        json.WriteString("id", $"item-{index:D7}");
        json.WriteString("input", dice.Chance(0.5)
            ? $"{first.Question} {second.Question}"
            : $"I have two questions about the {subject.Name}. {first.Question} {second.Question}");
        string output = Answer.Of(subject, schema, dice.Chance(0.3) && !calls, fault);
        json.WriteString("output", output);
        if (calls)
        {
            ToolUse.Write(json, subject, fault);
        }

        if (schema)
        {
            Answer.WriteSchema(json);
        }

        json.WriteStartObject("metadata");
        json.WriteString("fault", Name(fault));
        json.WriteEndObject();
        WriteContext(json, subject, kind, fault, dice);
        json.WriteEndObject();
    }

    /// <summary>The answer's facts first, then others of the subject, then of other subjects.</summary>
    private void WriteContext(Utf8JsonWriter json, Subject subject, int kind, Fault fault, Dice dice)
    {
        const int syntax = 8;
        json.WriteStartArray("context");
        Subject shown = fault == Fault.OffTopicPassages ? Other(kind, dice) : subject;
        int from = 0;
        string one = Passage(shown, ref from, 1);
        string two = Passage(shown, ref from, 1);
        string three = "";
        int left = bytes - (int)(json.BytesCommitted + json.BytesPending) - one.Length - two.Length - syntax;
        while (left > 0)
        {
            if (from == shown.Facts.Length)
            {
                shown = Other(kind, dice);
                from = 0;
            }

            string more = shown.Facts[from++].Statement;
            left -= more.Length + 1;
            three += three.Length == 0 ? more : " " + more;
        }

        if (dice.Chance(0.3))
        {
            json.WriteStringValue($"{one} {two} {three}".TrimEnd());
        }
        else
        {
            json.WriteStringValue(one);
            json.WriteStringValue($"{two} {three}".TrimEnd());
        }

        json.WriteEndArray();
    }

    private static string Passage(Subject subject, ref int from, int count)
    {
        string text = string.Join(' ', subject.Facts.Skip(from).Take(count).Select(fact => fact.Statement));
        from += count;
        return text;
    }

    /// <summary>Of another kind, so that nothing said of it can contradict the answer.</summary>
    private static Subject Other(int kind, Dice dice) =>
        Subjects.Make((kind + dice.Between(1, Subjects.Kinds - 1)) % Subjects.Kinds, dice);

    private static string Name(Fault fault) => JsonNamingPolicy.SnakeCaseLower.ConvertName(fault.ToString());
}
