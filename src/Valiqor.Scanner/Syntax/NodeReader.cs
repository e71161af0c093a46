using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Valiqor.Scanner.Syntax;

/// <summary>
/// Makes nodes of tokens. It knows how values, calls, lists and maps are written, which is what Python and TypeScript
/// share; what else a statement says is passed over, and what stands inside of it is read all the same.
/// </summary>
internal abstract class NodeReader(List<Token> tokens)
{
    private readonly List<Node> _loose = [];
    private int _depth;

    protected int At { get; set; }

    protected bool Ended => At >= tokens.Count;

    protected Token Current => Peek(0);

    /// <exception cref="SourceFault">The file is nested too deeply.</exception>
    public ImmutableArray<Node> ReadFile()
    {
        var roots = new List<Node>();
        while (!Ended)
        {
            ReadStatements(roots);

            // A closing bracket that nothing opened.
            At++;
        }

        return [.. roots, .. _loose];
    }

    protected Token Peek(int ahead) => At + ahead < tokens.Count && At + ahead >= 0 ? tokens[At + ahead] : Token.End;

    /// <summary>Reads one statement at its beginning, where the language has a form of its own for it.</summary>
    protected abstract Node? ReadStatement();

    /// <summary>What begins at a brace: a map, a set or a block.</summary>
    protected abstract Node ReadBrace();

    /// <summary>One argument, element or member, up to the comma behind it or the closing bracket.</summary>
    protected abstract Argument? ReadItem(string closing);

    /// <summary>What only one of the languages puts behind or before a value.</summary>
    protected abstract Node ReadSuffix(Node value);

    protected abstract bool IsUnary(Token token);

    /// <summary>A word between two values: <c>or</c>.</summary>
    protected abstract bool IsJoiningWord(string word);

    protected void ReadStatements(List<Node> found)
    {
        while (!Ended && !IsClosing(Current))
        {
            int before = At;
            Node? node = ReadStatement() ?? (BeginsValue(Current) ? ReadExpression() : null);
            // A literal alone is a docstring or does nothing.
            if (node is not null and not WordNode and not NumberNode and not TextNode)
            {
                found.Add(node);
            }

            At += At == before ? 1 : 0;
        }
    }

    protected Node ReadExpression()
    {
        Enter();
        int line = Current.Line;
        var operands = new List<Node> { ReadOperand() };
        string? sign = null;
        while (Operator() is { } next)
        {
            sign ??= next;
            At++;
            operands.Add(ReadOperand());
        }

        _depth--;
        return operands.Count == 1 || sign is "as" or "satisfies" ? operands[0]
            : sign == "+" && Concatenated(operands) is { } text ? text
            : new OtherNode(line, [.. operands]) { Operator = sign };
    }

    /// <summary>A sign or word that joins two values; null where the expression ends.</summary>
    private string? Operator()
    {
        Token token = Current;
        bool joins = token.Kind switch
        {
            TokenKind.Sign => token.Text is "+" or "-" or "*" or "/" or "%" or "|" or "||" or "??" or "&&" or "?" or "&"
                or "==" or "===" or "!=" or "!==" or "<" or ">" or "<=" or ">=" or "**" or "^" or "@",
            TokenKind.Name => IsJoiningWord(token.Text),
            _ => false,
        };
        return joins && BeginsOperand(Peek(1)) ? token.Text : null;
    }

    private Node ReadOperand()
    {
        while (IsUnary(Current) && BeginsOperand(Peek(1)))
        {
            At++;
        }

        bool negative = Current.Is("-");
        At += negative ? 1 : 0;
        Node value = ReadSuffixes(ReadPrimary());
        return negative && value is NumberNode number ? number with { Value = -number.Value } : value;
    }

    private Node ReadPrimary()
    {
        Token token = Current;
        switch (token.Kind, token.Text)
        {
            case (TokenKind.Text, _):
                return ReadTexts();
            case (TokenKind.Number, _):
                At++;
                return new NumberNode(token.Line, Value(token.Text));
            case (TokenKind.Name, _):
                At++;
                return new WordNode(token.Line, token.Text);
            case (TokenKind.Sign, "("):
                ImmutableArray<Argument> group = ReadItems(")", out _);
                return group is [{ Name: null } only] && !Peek(-2).Is(",")
                    ? only.Value
                    : new ListNode(token.Line, [.. group.Select(item => item.Value)]);
            case (TokenKind.Sign, "["):
                return new ListNode(token.Line, [.. ReadItems("]", out _).Select(item => item.Value)]);
            case (TokenKind.Sign, "{"):
                return ReadBrace();
            default:
                return new OtherNode(token.Line, []);
        }
    }

    private Node ReadSuffixes(Node value)
    {
        while (true)
        {
            Token token = Current;
            if ((token.Is(".") || token.Is("?.")) && Peek(1).Kind == TokenKind.Name)
            {
                value = Member(value, Peek(1));
                At += 2;
            }
            else if (token.Is("("))
            {
                ImmutableArray<Argument> arguments = ReadItems(")", out bool isOpen);
                value = Call(value, arguments, token.Line) with { IsOpen = isOpen };
            }
            else if (token.Is("["))
            {
                ImmutableArray<Argument> index = ReadItems("]", out _);
                value = Call(value, index, token.Line) with { IsIndex = true };
            }
            else
            {
                Node more = ReadSuffix(value);
                if (ReferenceEquals(more, value))
                {
                    return value;
                }

                value = more;
            }
        }
    }

    /// <summary>The items between a bracket, at which the reader stands, and its closing one.</summary>
    protected ImmutableArray<Argument> ReadItems(string closing, out bool isOpen)
    {
        Enter();
        At++;
        isOpen = false;
        var items = ImmutableArray.CreateBuilder<Argument>();
        while (!Ended && !IsClosing(Current))
        {
            if (Current.Is("...") || Current.Is("*") || Current.Is("**"))
            {
                isOpen |= !Current.Is("*");
                At++;
                _loose.Add(ReadExpression());
            }
            else if (!Current.Is(",") && ReadItem(closing) is { } item)
            {
                items.Add(item);
            }

            SkipTo(closing);
            At += Current.Is(",") ? 1 : 0;
        }

        At++;
        _depth--;
        return items.ToImmutable();
    }

    /// <summary>Passes over what the item has besides its value, and keeps what stands inside of that.</summary>
    private void SkipTo(string closing)
    {
        while (!Ended && !Current.Is(",") && !IsClosing(Current))
        {
            int before = At;
            if (ReadStatement() is { } statement)
            {
                _loose.Add(statement);
            }
            else if (BeginsValue(Current) && !Current.Is(closing))
            {
                _loose.Add(ReadExpression());
            }

            At += At == before ? 1 : 0;
        }
    }

    protected ImmutableArray<Node> ReadBlock()
    {
        Enter();
        At++;
        var body = new List<Node>();
        ReadStatements(body);
        At++;
        _depth--;
        return [.. body];
    }

    protected void Keep(IEnumerable<Node> nodes) => _loose.AddRange(nodes);

    protected static CallNode Call(Node callee, ImmutableArray<Argument> arguments, int line) => callee switch
    {
        WordNode word when word.Name.LastIndexOf('.') is >= 0 and var dot =>
            new CallNode(word.Line, new WordNode(word.Line, word.Name[..dot]), word.Name[(dot + 1)..], arguments),
        WordNode word => new CallNode(word.Line, null, word.Name, arguments),
        OtherNode { Operator: "." } member => new CallNode(
            member.Parts[1].Line, member.Parts[0], ((WordNode)member.Parts[1]).Name, arguments),
        _ => new CallNode(line, callee, "", arguments),
    };

    private static Node Member(Node value, Token name) => value is WordNode word
        ? new WordNode(word.Line, $"{word.Name}.{name.Text}")
        : new OtherNode(value.Line, [value, new WordNode(name.Line, name.Text)]) { Operator = "." };

    /// <summary>Literals that follow each other are one.</summary>
    private TextNode ReadTexts()
    {
        Token first = Current;
        var text = new StringBuilder(first.Text);
        for (At++; Current.Kind == TokenKind.Text && JoinsTexts; At++)
        {
            text.Append(Current.Text);
        }

        return new TextNode(first.Line, text.ToString());
    }

    /// <summary>True where a literal directly behind another goes on with it.</summary>
    protected abstract bool JoinsTexts { get; }

    private static TextNode? Concatenated(List<Node> operands) =>
        operands.OfType<TextNode>().FirstOrDefault() is not { } first ? null
        : new TextNode(first.Line, string.Concat(operands.Select(operand => operand switch
        {
            TextNode text => text.Text,
            WordNode word => $"{{{word.Name}}}",
            _ => "{value}",
        })));

    private void Enter()
    {
        if (++_depth > SourceFault.DepthLimit)
        {
            throw SourceFault.TooDeep();
        }
    }

    private static bool BeginsOperand(Token token) => BeginsValue(token) || token.Is("-") || token.Is("!");

    protected static bool BeginsValue(Token token) =>
        token.Kind is TokenKind.Name or TokenKind.Number or TokenKind.Text
        || token.Is("(") || token.Is("[") || token.Is("{");

    protected static bool IsClosing(Token token) => token.Is(")") || token.Is("]") || token.Is("}");

    private static double Value(string number) => double.TryParse(
        number.Replace("_", "", StringComparison.Ordinal), NumberStyles.Float, CultureInfo.InvariantCulture,
        out double value) ? value : 0;
}
