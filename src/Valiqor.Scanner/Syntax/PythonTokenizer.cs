using System.Text;

namespace Valiqor.Scanner.Syntax;

/// <summary>
/// Reads Python's tokens, after its "Lexical analysis": strings of every prefix and quote, f-strings with nested
/// fields, comments, joined lines. A string that is not closed ends with its line, one of three quotes with its file.
/// </summary>
internal sealed class PythonTokenizer
{
    private readonly SourceCursor _source;
    private readonly List<Token> _tokens = [];
    private int _brackets;

    private PythonTokenizer(string text) => _source = new SourceCursor(text);

    public static List<Token> Read(string text)
    {
        var tokenizer = new PythonTokenizer(text);
        tokenizer.Read();
        return tokenizer._tokens;
    }

    private void Read()
    {
        while (!_source.Ended)
        {
            char c = _source.Current;
            if (c == '\n')
            {
                EndLine();
                _source.Move();
            }
            else if (c == '#')
            {
                _source.SkipLine();
            }
            else if (c == '\\' || char.IsWhiteSpace(c))
            {
                // A line that ends in a backslash goes on in the next.
                _source.Move(c == '\\' && _source.Peek(1) == '\n' ? 2 : 1);
            }
            else
            {
                ReadToken(c);
            }
        }

        EndLine();
    }

    private void EndLine()
    {
        if (_brackets == 0 && _tokens.Count > 0 && _tokens[^1].Kind != TokenKind.LineEnd)
        {
            _tokens.Add(new Token(TokenKind.LineEnd, "", _source.Line, _source.Column));
        }
    }

    private void ReadToken(char c)
    {
        (int line, int column, int start) = (_source.Line, _source.Column, _source.At);
        if (c is '"' or '\'')
        {
            AddText("", line, column);
        }
        else if (SourceCursor.IsNameStart(c))
        {
            string name = _source.ReadName();
            if (name.Length <= 2 && _source.Current is '"' or '\'' && IsPrefix(name))
            {
                AddText(name.ToLowerInvariant(), line, column);
            }
            else
            {
                _tokens.Add(new Token(TokenKind.Name, name, line, column));
            }
        }
        else if (char.IsAsciiDigit(c) || (c == '.' && char.IsAsciiDigit(_source.Peek(1))))
        {
            _tokens.Add(new Token(TokenKind.Number, _source.ReadNumber(), line, column));
        }
        else
        {
            ReadSign(c);
            _tokens.Add(new Token(TokenKind.Sign, _source.From(start), line, column));
        }
    }

    private void ReadSign(char c)
    {
        _brackets = c switch
        {
            '(' or '[' or '{' => _brackets + 1,
            ')' or ']' or '}' => Math.Max(0, _brackets - 1),
            _ => _brackets,
        };
        bool two = _source.Peek(1) switch
        {
            '=' => "=!<>+-*/|&:%^@".Contains(c, StringComparison.Ordinal),
            '*' => c == '*',
            '>' => c == '-',
            _ => false,
        };
        _source.Move(two ? 2 : 1);
    }

    private void AddText(string prefix, int line, int column) =>
        _tokens.Add(new Token(TokenKind.Text, ReadText(prefix), line, column));

    private string ReadText(string prefix)
    {
        char quote = _source.Current;
        string closing = _source.Has(new string(quote, 3)) ? new string(quote, 3) : quote.ToString();
        bool isRaw = prefix.Contains('r', StringComparison.Ordinal);
        bool isFormat = prefix.AsSpan().IndexOfAny('f', 't') >= 0;
        _source.Move(closing.Length);
        var value = new StringBuilder();
        while (!_source.Ended && !_source.Has(closing))
        {
            char c = _source.Current;
            if (c == '\n' && closing.Length == 1)
            {
                return value.ToString();
            }

            if (c == '\\' && !isRaw)
            {
                _source.ReadEscape(value);
            }
            else if (c == '\\')
            {
                value.Append(c).Append(_source.Peek(1));
                _source.Move(2);
            }
            else if (isFormat && c is '{' or '}')
            {
                ReadField(closing, value);
            }
            else
            {
                if (c != '\r')
                {
                    value.Append(c);
                }

                _source.Move();
            }
        }

        _source.Move(closing.Length);
        return value.ToString();
    }

    /// <summary>A field of an f-string: doubled braces are one brace, others hold an expression.</summary>
    private void ReadField(string closing, StringBuilder value)
    {
        char brace = _source.Current;
        if (brace == '}' || _source.Peek(1) == '{')
        {
            value.Append(brace);
            _source.Move(_source.Peek(1) == brace ? 2 : 1);
            return;
        }

        _source.Move();
        int start = _source.At;
        int depth = 0;
        while (!_source.Ended && !(depth == 0 && _source.Current == '}'))
        {
            char c = _source.Current;
            if (_source.Has(closing) || (c == '\n' && closing.Length == 1))
            {
                // The literal ends inside the field: an error in Python before 3.12, and the end of the field here.
                break;
            }

            depth += c is '{' or '[' or '(' ? 1 : c is '}' or ']' or ')' ? -1 : 0;
            _source.Move();
        }

        value.Append(Placeholder.Of(_source.From(start)));
        if (_source.Current == '}')
        {
            _source.Move();
        }
    }

    private static bool IsPrefix(string name) =>
        name.All(c => char.ToLowerInvariant(c) is 'r' or 'b' or 'f' or 'u' or 't');
}
