using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Valiqor.Scanner.Syntax;

/// <summary>Reads JavaScript, TypeScript and JSON.</summary>
internal sealed partial class ScriptReader : NodeReader
{
    private static readonly FrozenSet<string> Prefixes = FrozenSet.ToFrozenSet(
    [
        "new", "await", "async", "return", "typeof", "void", "delete", "throw", "case", "yield", "export", "default",
        "readonly", "private", "public", "protected", "static", "override", "declare", "abstract",
    ], StringComparer.Ordinal);

    private readonly List<Token> _tokens;

    private ScriptReader(List<Token> tokens)
        : base(tokens) => _tokens = tokens;

    public static Outline Read(string path, string text) =>
        new(path, new ScriptReader(ScriptTokenizer.Read(text)).ReadFile());

    protected override bool JoinsTexts => false;

    protected override Node? ReadStatement()
    {
        if (Current.Is("{"))
        {
            // What begins with a string is JSON, or an object in brackets.
            return Peek(1).Kind == TokenKind.Text && Peek(2).Is(":")
                ? ReadBrace()
                : new OtherNode(Current.Line, ReadBlock());
        }

        if (Current.Kind != TokenKind.Name)
        {
            return null;
        }

        while (Prefixes.Contains(Current.Text) && Peek(1).Kind == TokenKind.Name)
        {
            At++;
        }

        switch (Current.Text)
        {
            case "function":
                At += Peek(1).Is("*") ? 2 : 1;
                At += Current.Kind == TokenKind.Name ? 1 : 0;
                return ReadFunction();
            case "const" or "let" or "var":
                At++;
                break;
            case "import" or "interface" or "type" or "enum" when Peek(1).Kind == TokenKind.Name || Peek(1).Is("{"):
                return SkipDeclaration();
            default:
                break;
        }

        return ReadAssignment();
    }

    protected override Node ReadBrace()
    {
        int line = Current.Line;
        if (!BeginsMap())
        {
            return new OtherNode(line, ReadBlock());
        }

        ImmutableArray<Argument> members = ReadItems("}", out bool isOpen);
        return new MapNode(line, members) { IsOpen = isOpen };
    }

    protected override Argument? ReadItem(string closing)
    {
        if (closing == "}")
        {
            return ReadMember();
        }

        bool hasType = Peek(1).Is(":") || (Peek(1).Is("?") && Peek(2).Is(":"));
        if (closing == ")" && Current.Kind == TokenKind.Name && hasType)
        {
            // A parameter with its type.
            Token name = Current;
            SkipType();
            return new Argument(null, new WordNode(name.Line, name.Text));
        }

        return BeginsValue(Current) || IsUnary(Current) || Current.Is("-")
            ? new Argument(null, ReadExpression())
            : null;
    }

    protected override Node ReadSuffix(Node value)
    {
        Token token = Current;
        if (token.Is("=>"))
        {
            return ReadArrow(value);
        }

        if (token.Is("!") && (Peek(1).Is(".") || Peek(1).Is(")") || Peek(1).Is(",") || Peek(1).Is("[")))
        {
            At++;
            return value with { };
        }

        if (token.Is(":") && Peek(-1).Is(")") && TypeEnd("=>") is { } arrow)
        {
            At = arrow;
            return ReadArrow(value);
        }

        if (token.Is("<") && value is WordNode or OtherNode { Operator: "." } && TypeArgumentsEnd() is { } end)
        {
            string? type = end == At + 2 ? Peek(1).Text : null;
            At = end + 1;
            ImmutableArray<Argument> arguments = ReadItems(")", out bool isOpen);
            return Call(value, arguments, token.Line) with { IsOpen = isOpen, TypeArgument = type };
        }

        // A tagged template: dedent`…`. Nothing stands between the tag and its template.
        bool touches = Peek(-1).Line == token.Line && Peek(-1).Column + Peek(-1).Text.Length == token.Column;
        if (token.Kind == TokenKind.Text && value is WordNode && touches)
        {
            At++;
            return Call(value, [new Argument(null, new TextNode(token.Line, token.Text))], token.Line);
        }

        return value;
    }

    protected override bool IsUnary(Token token) =>
        token.Is("!") || (token.Kind == TokenKind.Name && Prefixes.Contains(token.Text));

    protected override bool IsJoiningWord(string word) => word is "in" or "instanceof" or "as" or "satisfies";

    private OtherNode ReadArrow(Node parameters)
    {
        int line = Current.Line;
        At++;
        return Current.Is("{")
            ? new OtherNode(line, [parameters, .. ReadBlock()])
            : new OtherNode(
                line, BeginsValue(Current) || IsUnary(Current) ? [parameters, ReadExpression()] : [parameters]);
    }

    private OtherNode ReadFunction()
    {
        int line = Current.Line;
        if (Current.Is("("))
        {
            Keep(ReadItems(")", out _).Select(item => item.Value));
        }

        if (Current.Is(":") && TypeEnd("{") is { } body)
        {
            At = body;
        }

        return new OtherNode(line, Current.Is("{") ? ReadBlock() : []);
    }

    private AssignmentNode? ReadAssignment()
    {
        int end = At + 1;
        while (end + 1 < _tokens.Count && _tokens[end].Is(".") && _tokens[end + 1].Kind == TokenKind.Name)
        {
            end += 2;
        }

        (int line, int start) = (Current.Line, At);
        if (end < _tokens.Count && (_tokens[end].Is(":") || _tokens[end].Is("!")))
        {
            At = end;
            int? equals = TypeEnd("=");
            At = start;
            if (equals is null)
            {
                return null;
            }

            At = equals.Value;
        }
        else if (end < _tokens.Count && _tokens[end].Is("="))
        {
            At = end;
        }
        else
        {
            return null;
        }

        string name = string.Concat(_tokens[start..end].Select(token => token.Text));
        At++;
        return new AssignmentNode(line, name, ReadExpression());
    }

    /// <summary>A member of an object: with a value, in short, or a method.</summary>
    private Argument? ReadMember()
    {
        while (Current.Kind == TokenKind.Name && Current.Text is "async" or "get" or "set" or "static"
            && Peek(1).Kind is TokenKind.Name or TokenKind.Text)
        {
            At++;
        }

        Token key = Current;
        if (key.Is("["))
        {
            Keep(ReadItems("]", out _).Select(item => item.Value));
        }
        else if (key.Kind is TokenKind.Name or TokenKind.Text or TokenKind.Number)
        {
            At++;
        }
        else
        {
            return null;
        }

        if (Current.Is(":"))
        {
            At++;
            return new Argument(key.Is("[") ? "" : key.Text, ReadExpression());
        }

        if (Current.Is("(") || Current.Is("<"))
        {
            return new Argument(key.Text, ReadFunction());
        }

        return key.Kind == TokenKind.Name ? new Argument(key.Text, new WordNode(key.Line, key.Text)) : null;
    }

    /// <summary>Tells an object from a block by what stands behind its brace.</summary>
    private bool BeginsMap()
    {
        Token first = Peek(1);
        if (first.Is("}") || first.Is("...") || first.Is("["))
        {
            return true;
        }

        Token second = Peek(2);
        return first.Kind switch
        {
            TokenKind.Text or TokenKind.Number => second.Is(":"),
            TokenKind.Name => second.Is(":") || second.Is(",") || second.Is("}") || second.Is("=")
                || (second.Is("(") && BeginsMethod())
                || (first.Text is "async" or "get" or "set" && second.Kind == TokenKind.Name),
            _ => false,
        };
    }

    /// <summary>Brackets with a block behind them: a method, where a call would go on otherwise.</summary>
    private bool BeginsMethod()
    {
        int depth = 0;
        for (int ahead = 2; ahead < TypeTokens; ahead++)
        {
            depth += Peek(ahead).Is("(") ? 1 : Peek(ahead).Is(")") ? -1 : 0;
            if (depth == 0)
            {
                return Peek(ahead + 1).Is("{") && Peek(1).Text is not ("if" or "for" or "while" or "switch" or "catch");
            }
        }

        return false;
    }
}
