using System.Collections.Frozen;
using System.Text;

namespace Valiqor.Scanner.Syntax;

/// <summary>
/// Reads the tokens of JavaScript, TypeScript and JSON: strings, template literals with nested expressions, comments,
/// regular expressions. A string that is not closed ends with its line, as an apostrophe in the text of JSX does.
/// </summary>
internal sealed class ScriptTokenizer
{
    /// <summary>Words behind which a slash begins a regular expression, for no value ends there.</summary>
    private static readonly FrozenSet<string> BeforeValue = FrozenSet.ToFrozenSet(
    [
        "return", "typeof", "case", "in", "of", "delete", "void", "throw", "new", "do", "else", "await", "yield",
    ], StringComparer.Ordinal);

    private readonly SourceCursor _source;
    private readonly List<Token> _tokens = [];

    private ScriptTokenizer(string text) => _source = new SourceCursor(text);

    public static List<Token> Read(string text)
    {
        var tokenizer = new ScriptTokenizer(text);
        tokenizer.Read();
        return tokenizer._tokens;
    }

    private void Read()
    {
        if (_source.Has("#!"))
        {
            _source.SkipLine();
        }

        while (!_source.Ended)
        {
            char c = _source.Current;
            if (char.IsWhiteSpace(c) || c == '\uFEFF')
            {
                _source.Move();
            }
            else if (c == '/' && _source.Peek(1) == '/')
            {
                _source.SkipLine();
            }
            else if (c == '/' && _source.Peek(1) == '*')
            {
                SkipComment();
            }
            else
            {
                ReadToken(c);
            }
        }
    }

    private void SkipComment()
    {
        _source.Move(2);
        while (!_source.Ended && !_source.Has("*/"))
        {
            _source.Move();
        }

        _source.Move(2);
    }

    private void ReadToken(char c)
    {
        (int line, int column, int start) = (_source.Line, _source.Column, _source.At);
        if (c is '"' or '\'')
        {
            _tokens.Add(new Token(TokenKind.Text, ReadString(c), line, column));
        }
        else if (c == '`')
        {
            _tokens.Add(new Token(TokenKind.Text, ReadTemplate(0), line, column));
        }
        else if (SourceCursor.IsNameStart(c) || c == '#')
        {
            _source.Move(c == '#' ? 1 : 0);
            _tokens.Add(new Token(TokenKind.Name, _source.ReadName(), line, column));
        }
        else if (char.IsAsciiDigit(c) || (c == '.' && char.IsAsciiDigit(_source.Peek(1))))
        {
            _tokens.Add(new Token(TokenKind.Number, _source.ReadNumber(), line, column));
        }
        else if (c == '/' && BeginsExpression())
        {
            SkipRegularExpression();
        }
        else
        {
            _source.Move(SignLength());
            _tokens.Add(new Token(TokenKind.Sign, _source.From(start), line, column));
        }
    }

    private int SignLength() =>
        _source.Has("===") || _source.Has("!==") || _source.Has("...") ? 3
        : _source.Has("=>") || _source.Has("==") || _source.Has("!=") || _source.Has("?.") || _source.Has("??")
            || _source.Has("&&") || _source.Has("||") || _source.Has("<=") || _source.Has(">=") || _source.Has("+=")
            || _source.Has("**") || _source.Has("++") || _source.Has("--") ? 2
        : 1;

    private bool BeginsExpression()
    {
        if (_tokens.Count == 0)
        {
            return true;
        }

        Token before = _tokens[^1];
        return before.Kind == TokenKind.Sign ? before.Text is not (")" or "]" or "}" or "++" or "--")
            : before.Kind == TokenKind.Name && BeforeValue.Contains(before.Text);
    }

    private void SkipRegularExpression()
    {
        _source.Move();
        bool inClass = false;
        while (!_source.Ended && _source.Current != '\n' && (inClass || _source.Current != '/'))
        {
            inClass = _source.Current == '[' || (inClass && _source.Current != ']');
            _source.Move(_source.Current == '\\' ? 2 : 1);
        }

        if (_source.Current == '/')
        {
            _source.Move();
            _source.ReadName();
        }
    }

    private string ReadString(char quote)
    {
        _source.Move();
        var value = new StringBuilder();
        while (!_source.Ended && _source.Current != quote && _source.Current != '\n')
        {
            if (_source.Current == '\\')
            {
                _source.ReadEscape(value);
            }
            else
            {
                value.Append(_source.Current);
                _source.Move();
            }
        }

        if (_source.Current == quote)
        {
            _source.Move();
        }

        return value.ToString();
    }

    private string ReadTemplate(int depth)
    {
        _source.Move();
        var value = new StringBuilder();
        while (!_source.Ended && _source.Current != '`')
        {
            if (_source.Current == '\\')
            {
                _source.ReadEscape(value);
            }
            else if (_source.Current == '$' && _source.Peek(1) == '{')
            {
                _source.Move(2);
                value.Append(Placeholder.Of(ReadHole(depth)));
            }
            else
            {
                if (_source.Current != '\r')
                {
                    value.Append(_source.Current);
                }

                _source.Move();
            }
        }

        _source.Move();
        return value.ToString();
    }

    /// <summary>The expression of a template's hole, in which strings, templates and braces may stand.</summary>
    private string ReadHole(int depth)
    {
        if (depth > SourceFault.DepthLimit)
        {
            throw SourceFault.TooDeep();
        }

        int start = _source.At;
        int braces = 0;
        while (!_source.Ended && !(braces == 0 && _source.Current == '}'))
        {
            switch (_source.Current)
            {
                case '`':
                    ReadTemplate(depth + 1);
                    continue;
                case '"' or '\'':
                    ReadString(_source.Current);
                    continue;
                case '{':
                    braces++;
                    break;
                case '}':
                    braces--;
                    break;
            }

            _source.Move();
        }

        string expression = _source.From(start);
        _source.Move();
        return expression;
    }
}
