using System.Text;
using System.Text.Json;

namespace Valiqor.Text.Json;

/// <summary>
/// A stretch of a text read as one JSON value, which can say where in the text each part of the value stands.
/// </summary>
public sealed class JsonText
{
    private const int DepthLimit = 512;

    private readonly byte[] _utf8;
    private readonly string _text;
    private readonly int _start;

    private JsonText(string text, int start, int end)
    {
        _text = text[start..end];
        _start = start;
        _utf8 = Encoding.UTF8.GetBytes(_text);
    }

    public JsonElement? Value { get; private set; }

    /// <summary>What keeps the text from being JSON, when <see cref="Value"/> is null.</summary>
    public JsonFault? Fault { get; private set; }

    public static JsonText Parse(string text) => Parse(text, 0, text.Length);

    public static JsonText Parse(string text, int start, int end)
    {
        var json = new JsonText(text, start, end);
        try
        {
            var options = new JsonDocumentOptions { MaxDepth = DepthLimit };
            using JsonDocument document = JsonDocument.Parse(json._utf8, options);
            json.Value = document.RootElement.Clone();
        }
        catch (JsonException e)
        {
            int at = json.CharacterAt(json.ByteAt(e.LineNumber ?? 0, e.BytePositionInLine ?? 0));
            json.Fault = JsonFault.At(json._text, at, json.FirstValueEnd()).Moved(start);
        }

        return json;
    }

    /// <summary>
    /// Where the value at a JSON pointer stands, in UTF-16 units of the whole text, the end exclusive.
    /// </summary>
    /// <param name="place">A JSON pointer (RFC 6901).</param>
    /// <param name="withName">Whether a member's range begins at its name.</param>
    public (int Start, int End) Range(string place, bool withName = false)
    {
        (int nameStart, int start, int end) = Find(place) ?? (0, 0, _utf8.Length);
        return (_start + CharacterAt(withName ? nameStart : start), _start + CharacterAt(end));
    }

    private (int NameStart, int Start, int End)? Find(string pointer)
    {
        string[] steps = pointer.Length == 0 ? [] : pointer[1..].Split('/');
        var reader = new Utf8JsonReader(_utf8, new JsonReaderOptions { MaxDepth = DepthLimit });
        reader.Read();
        int nameStart = (int)reader.TokenStartIndex;
        foreach (string step in steps)
        {
            if (!StepInto(ref reader, step, ref nameStart))
            {
                return null;
            }
        }

        int start = (int)reader.TokenStartIndex;
        reader.Skip();
        return (nameStart, start, (int)reader.BytesConsumed);
    }

    /// <summary>
    /// Moves from the start of a value to the start of a part of it; of members of one name to the last.
    /// </summary>
    private static bool StepInto(ref Utf8JsonReader reader, string step, ref int nameStart)
    {
        bool isObject = reader.TokenType == JsonTokenType.StartObject;
        string name = step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
        Utf8JsonReader found = default;
        bool any = false;
        for (int i = 0; reader.Read()
            && reader.TokenType is not (JsonTokenType.EndObject or JsonTokenType.EndArray); i++)
        {
            int start = (int)reader.TokenStartIndex;
            bool matches = isObject ? reader.ValueTextEquals(name) : step == $"{i}";
            if (isObject)
            {
                reader.Read();
            }

            if (matches)
            {
                found = reader;
                nameStart = start;
                any = true;
            }

            reader.Skip();
        }

        reader = any ? found : reader;
        return any;
    }

    /// <summary>Where the first value ends, in characters, if the text begins with one.</summary>
    private int? FirstValueEnd()
    {
        try
        {
            var options = new JsonReaderOptions { MaxDepth = DepthLimit, AllowMultipleValues = true };
            var reader = new Utf8JsonReader(_utf8, options);
            if (!reader.Read())
            {
                return null;
            }

            reader.Skip();
            return CharacterAt((int)reader.BytesConsumed);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private int ByteAt(long line, long positionInLine)
    {
        int start = 0;
        for (; line > 0; line--)
        {
            int feed = _utf8.AsSpan(start).IndexOf((byte)'\n');
            start = feed < 0 ? _utf8.Length : start + feed + 1;
        }

        return (int)Math.Min(_utf8.Length, start + positionInLine);
    }

    private int CharacterAt(int position) =>
        _utf8.Length == _text.Length ? position : Math.Min(_text.Length, Encoding.UTF8.GetCharCount(_utf8, 0,
            position));
}
