using System.Text;

namespace Valiqor.Scanner.Syntax;

/// <summary>A place in a source text that knows its line, for tokenizers.</summary>
internal sealed class SourceCursor(string text)
{
    private int _lineStart;

    public int At { get; private set; }

    public int Line { get; private set; } = 1;

    public int Column => At - _lineStart;

    public bool Ended => At >= text.Length;

    public char Current => Peek(0);

    public char Peek(int ahead) => At + ahead < text.Length ? text[At + ahead] : '\0';

    public bool Has(string words) => string.CompareOrdinal(text, At, words, 0, words.Length) == 0;

    public void Move(int characters = 1)
    {
        for (; characters > 0 && At < text.Length; characters--)
        {
            if (text[At++] == '\n')
            {
                Line++;
                _lineStart = At;
            }
        }
    }

    public string From(int start) => text[start..At];

    public string ReadName()
    {
        int start = At;
        while (!Ended && IsNamePart(Current))
        {
            Move();
        }

        return From(start);
    }

    /// <summary>A number in any spelling.</summary>
    public string ReadNumber()
    {
        int start = At;
        bool hasExponent = !Has("0x");
        while (!Ended && (char.IsAsciiLetterOrDigit(Current) || Current is '_' or '.'
            || (hasExponent && Current is '+' or '-' && Peek(-1) is 'e' or 'E')))
        {
            Move();
        }

        return From(start);
    }

    public void SkipLine()
    {
        while (!Ended && Current != '\n')
        {
            Move();
        }
    }

    /// <summary>Reads an escape, as Python and JavaScript share them, from its backslash on.</summary>
    public void ReadEscape(StringBuilder value)
    {
        Move();
        char escaped = Current;
        Move();
        switch (escaped)
        {
            case 'n':
                value.Append('\n');
                break;
            case 't':
                value.Append('\t');
                break;
            case 'r' or '\r':
                break;
            case '\n' or '\0':
                break;
            case 'x':
                ReadCode(2, value);
                break;
            case 'u' when Current == '{':
                ReadBracedCode(value);
                break;
            case 'u':
                ReadCode(4, value);
                break;
            default:
                value.Append(escaped);
                break;
        }
    }

    public static bool IsNameStart(char c) => char.IsLetter(c) || c is '_' or '$';

    public static bool IsNamePart(char c) => char.IsLetterOrDigit(c) || c is '_' or '$';

    private void ReadCode(int digits, StringBuilder value)
    {
        int code = 0;
        for (int i = 0; i < digits && char.IsAsciiHexDigit(Current); i++)
        {
            code = (code * 16) + Convert.ToInt32(Current.ToString(), 16);
            Move();
        }

        value.Append((char)code);
    }

    private void ReadBracedCode(StringBuilder value)
    {
        Move();
        int code = 0;
        while (char.IsAsciiHexDigit(Current) && code < 0x110000)
        {
            code = (code * 16) + Convert.ToInt32(Current.ToString(), 16);
            Move();
        }

        if (Current == '}')
        {
            Move();
        }

        if (Rune.IsValid(code))
        {
            value.Append(new Rune(code).ToString());
        }
    }
}
