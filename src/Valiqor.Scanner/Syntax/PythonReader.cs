using System.Collections.Immutable;

namespace Valiqor.Scanner.Syntax;

/// <summary>Reads Python: functions with decorators and docstrings, classes with their fields, assignments.</summary>
internal sealed class PythonReader : NodeReader
{
    private readonly List<Token> _tokens;

    private PythonReader(List<Token> tokens)
        : base(tokens) => _tokens = tokens;

    public static Outline Read(string path, string text) =>
        new(path, new PythonReader(PythonTokenizer.Read(text)).ReadFile());

    protected override bool JoinsTexts => true;

    private bool IsLineStart => At == 0 || Peek(-1).Kind == TokenKind.LineEnd || Peek(-1).Is(":");

    protected override Node? ReadStatement()
    {
        if (Current.Is("@") && IsLineStart)
        {
            return ReadDecorated();
        }

        if (Current.IsName("def") || (Current.IsName("async") && Peek(1).IsName("def")))
        {
            return ReadFunction([]);
        }

        return Current.IsName("class") && Peek(1).Kind == TokenKind.Name ? ReadClass()
            : Current.Kind == TokenKind.Name && IsLineStart ? ReadAssignment()
            : null;
    }

    protected override Node ReadBrace()
    {
        int line = Current.Line;
        ImmutableArray<Argument> members = ReadItems("}", out bool isOpen);
        return members.Any(member => member.Name is not null) || members.IsEmpty
            ? new MapNode(line, members) { IsOpen = isOpen }
            : new ListNode(line, [.. members.Select(member => member.Value)]);
    }

    protected override Argument? ReadItem(string closing)
    {
        if (closing == ")" && Current.Kind == TokenKind.Name && Peek(1).Is("="))
        {
            string name = Current.Text;
            At += 2;
            return new Argument(name, ReadExpression());
        }

        if (!BeginsValue(Current) && !IsUnary(Current) && !Current.Is("-"))
        {
            return null;
        }

        Node value = ReadExpression();
        if (closing != "}" || !Current.Is(":"))
        {
            return new Argument(null, value);
        }

        At++;
        return new Argument(NameOf(value), ReadExpression());
    }

    protected override Node ReadSuffix(Node value) => value;

    protected override bool IsUnary(Token token) => token.Kind == TokenKind.Name
        && token.Text is "not" or "await" or "lambda" or "return" or "yield" or "assert" or "raise" or "del";

    protected override bool IsJoiningWord(string word) =>
        word is "or" or "and" or "if" or "else" or "in" or "is" or "not";

    private static string NameOf(Node key) => key switch
    {
        TextNode text => text.Text,
        WordNode word => word.Last,
        _ => "",
    };

    private Node? ReadDecorated()
    {
        var marks = ImmutableArray.CreateBuilder<CallNode>();
        while (Current.Is("@"))
        {
            At++;
            Node mark = ReadExpression();
            marks.Add(mark as CallNode ?? Call(mark, [], mark.Line));
            SkipLineEnds();
        }

        return Current.IsName("def") || Current.IsName("async") ? ReadFunction(marks.ToImmutable())
            : Current.IsName("class") ? ReadClass()
            : null;
    }

    private FunctionNode ReadFunction(ImmutableArray<CallNode> marks)
    {
        int line = Current.Line;
        At += Current.IsName("async") ? 2 : 1;
        string name = Current.Text;
        At++;
        SkipBrackets("[", "]");
        ImmutableArray<Parameter> parameters = Current.Is("(") ? ReadParameters() : [];
        SkipToBody();
        return new FunctionNode(line, name, parameters, Docstring(), marks);
    }

    private ImmutableArray<Parameter> ReadParameters()
    {
        var parameters = ImmutableArray.CreateBuilder<Parameter>();
        At++;
        while (!Ended && !IsClosing(Current))
        {
            if (Current.Kind != TokenKind.Name)
            {
                // The second star of a parameter that takes the rest; its name is passed over with it.
                At += (Current.Is("*") || Current.Is("**")) && Peek(1).Kind == TokenKind.Name ? 2 : 1;
                continue;
            }

            parameters.Add(ReadParameter());
            At += Current.Is(",") ? 1 : 0;
        }

        At++;
        return parameters.ToImmutable();
    }

    /// <summary><c>name: type = default</c>, of a function or a class.</summary>
    private Parameter ReadParameter()
    {
        string name = Current.Text;
        At++;
        Node? type = null;
        Node? absent = null;
        if (Current.Is(":"))
        {
            At++;
            type = ReadExpression();
        }

        if (Current.Is("="))
        {
            At++;
            absent = ReadExpression();
        }

        return new Parameter(name, type, absent);
    }

    private ClassNode ReadClass()
    {
        (int line, int column) = (Current.Line, Current.Column);
        string name = Peek(1).Text;
        At += 2;
        SkipBrackets("[", "]");
        string[] bases = Current.Is("(")
            ? [.. ReadItems(")", out _).Select(item => item.Value).OfType<WordNode>().Select(word => word.Last)]
            : [];
        SkipToBody();
        string? documentation = Docstring();
        (ImmutableArray<Parameter> fields, ImmutableArray<string> values) = ReadFields(column);
        return new ClassNode(line, name, [.. bases], fields) { Documentation = documentation, Values = values };
    }

    /// <summary>Looks ahead over the lines of a class; they are read as statements afterwards.</summary>
    private (ImmutableArray<Parameter> Fields, ImmutableArray<string> Values) ReadFields(int classColumn)
    {
        int start = At;
        var fields = ImmutableArray.CreateBuilder<Parameter>();
        var values = ImmutableArray.CreateBuilder<string>();
        SkipLineEnds();
        int column = Current.Column;
        while (!Ended && Current.Column > classColumn)
        {
            bool own = Current.Column == column && Current.Kind == TokenKind.Name;
            if (own && Peek(1).Is(":") && BeginsValue(Peek(2)))
            {
                fields.Add(ReadParameter());
            }
            else if (own && Peek(1).Is("=") && Peek(2).Kind == TokenKind.Text)
            {
                values.Add(Peek(2).Text);
            }

            while (!Ended && Current.Kind != TokenKind.LineEnd)
            {
                At++;
            }

            SkipLineEnds();
        }

        At = start;
        return (fields.ToImmutable(), values.ToImmutable());
    }

    /// <summary><c>name = value</c>, <c>self.name: type = value</c>.</summary>
    private AssignmentNode? ReadAssignment()
    {
        int end = At + 1;
        while (end + 1 < _tokens.Count && _tokens[end].Is(".") && _tokens[end + 1].Kind == TokenKind.Name)
        {
            end += 2;
        }

        int equals = end;
        if (equals < _tokens.Count && _tokens[equals].Is(":"))
        {
            while (equals < _tokens.Count && _tokens[equals].Kind != TokenKind.LineEnd && !_tokens[equals].Is("="))
            {
                equals++;
            }
        }

        if (equals >= _tokens.Count || !_tokens[equals].Is("="))
        {
            return null;
        }

        string name = string.Concat(_tokens[At..end].Select(token => token.Text));
        int line = Current.Line;
        At = equals + 1;
        return new AssignmentNode(line, name, ReadExpression());
    }

    private string? Docstring()
    {
        int ahead = 0;
        while (Peek(ahead).Kind == TokenKind.LineEnd)
        {
            ahead++;
        }

        return Peek(ahead).Kind == TokenKind.Text ? Peek(ahead).Text : null;
    }

    /// <summary>Passes over what a header has behind its brackets, up to its colon.</summary>
    private void SkipToBody()
    {
        while (!Ended && !Current.Is(":") && Current.Kind != TokenKind.LineEnd)
        {
            At++;
        }

        At += Current.Is(":") ? 1 : 0;
    }

    private void SkipBrackets(string opening, string closing)
    {
        if (Current.Is(opening))
        {
            ReadItems(closing, out _);
        }
    }

    private void SkipLineEnds()
    {
        while (Current.Kind == TokenKind.LineEnd)
        {
            At++;
        }
    }
}
