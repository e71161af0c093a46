using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Valiqor.Scanner.Syntax;

namespace Valiqor.Scanner.CSharp;

/// <summary>Makes nodes of C# expressions.</summary>
/// <param name="readChildren">Reads what an expression of no interest has inside.</param>
internal sealed class ValueReader(Func<SyntaxNode, List<Node>> readChildren)
{
    private int _depth;

    /// <param name="type">The type of the variable it is given to, for <c>new()</c>.</param>
    public Node Read(ExpressionSyntax expression, TypeSyntax? type = null)
    {
        if (++_depth > SourceFault.DepthLimit)
        {
            throw SourceFault.TooDeep();
        }

        Node node = ReadOne(expression, type);
        _depth--;
        return node;
    }

    /// <summary>A type as Python writes types, which is how schemas are made of them.</summary>
    public static Node TypeOf(TypeSyntax type)
    {
        int line = LineOf(type);
        return type switch
        {
            NullableTypeSyntax nullable => TypeOf(nullable.ElementType),
            ArrayTypeSyntax array => new CallNode(line, null, "List", [new Argument(null, TypeOf(array.ElementType))]),
            GenericNameSyntax generic => new CallNode(
                line,
                null,
                generic.Identifier.ValueText,
                [.. generic.TypeArgumentList.Arguments.Select(row => new Argument(null, TypeOf(row)))]),
            QualifiedNameSyntax qualified => TypeOf(qualified.Right),
            _ => new WordNode(line, type.ToString()),
        };
    }

    private Node ReadOne(ExpressionSyntax expression, TypeSyntax? type)
    {
        int line = LineOf(expression);
        switch (expression)
        {
            case LiteralExpressionSyntax literal:
                return ReadLiteral(literal, line);
            case InterpolatedStringExpressionSyntax text:
                return ReadInterpolated(text, line);
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum:
                return ReadSum(sum, line);
            case ParenthesizedExpressionSyntax inner:
                return Read(inner.Expression, type);
            case AwaitExpressionSyntax awaited:
                return Read(awaited.Expression);
            case CastExpressionSyntax cast:
                return Read(cast.Expression);
            case PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.UnaryMinusExpression } minus:
                return Read(minus.Operand) is NumberNode number ? number with { Value = -number.Value } : Other(minus);
            case IdentifierNameSyntax or MemberAccessExpressionSyntax when IsName(expression):
                return new WordNode(line, NameOf(expression));
            case InvocationExpressionSyntax call:
                return ReadCall(call, line);
            case ObjectCreationExpressionSyntax made:
                return ReadCreation(made.Type, made.ArgumentList, made.Initializer, line);
            case ImplicitObjectCreationExpressionSyntax made:
                return ReadCreation(type, made.ArgumentList, made.Initializer, line);
            case AnonymousObjectCreationExpressionSyntax made:
                return new MapNode(line, [.. made.Initializers.Select(member => new Argument(
                    member.NameEquals?.Name.Identifier.ValueText ?? LastName(member.Expression),
                    Read(member.Expression)))]);
            case CollectionExpressionSyntax list:
                return new ListNode(line, [.. list.Elements.OfType<ExpressionElementSyntax>()
                    .Select(element => Read(element.Expression))]);
            case ArrayCreationExpressionSyntax { Initializer: { } list }:
                return new ListNode(line, [.. list.Expressions.Select(element => Read(element))]);
            case ImplicitArrayCreationExpressionSyntax list:
                return new ListNode(line, [.. list.Initializer.Expressions.Select(element => Read(element))]);
            case TupleExpressionSyntax tuple:
                return new ListNode(line, [.. tuple.Arguments.Select(element => Read(element.Expression))]);
            case AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression } set
                when IsName(set.Left):
                return new AssignmentNode(line, NameOf(set.Left), Read(set.Right));
            default:
                return Other(expression);
        }
    }

    private OtherNode Other(SyntaxNode node) => new(LineOf(node), [.. readChildren(node)]);

    private static Node ReadLiteral(LiteralExpressionSyntax literal, int line) => literal.Token.Value switch
    {
        string text => new TextNode(line, text),
        char letter => new TextNode(line, letter.ToString()),

        // 0.2f is 0.2 to its author.
        float value => new NumberNode(line, (double)(decimal)value),
        IConvertible value and not bool => new NumberNode(line, Convert.ToDouble(value, CultureInfo.InvariantCulture)),
        _ => new WordNode(line, literal.Token.ValueText),
    };

    private static TextNode ReadInterpolated(InterpolatedStringExpressionSyntax text, int line) => new(
        line,
        string.Concat(text.Contents.Select(part => part switch
        {
            InterpolatedStringTextSyntax words => words.TextToken.ValueText
                .Replace("{{", "{", StringComparison.Ordinal).Replace("}}", "}", StringComparison.Ordinal),
            InterpolationSyntax hole => Placeholder.Of(hole.Expression.ToString()),
            _ => "",
        })));

    private Node ReadSum(BinaryExpressionSyntax sum, int line)
    {
        // A sum of many literals leans to the left as deep as it is long, so it is taken apart without recursion.
        var operands = new Stack<ExpressionSyntax>();
        ExpressionSyntax left = sum;
        while (left is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } more)
        {
            operands.Push(more.Right);
            left = more.Left;
        }

        operands.Push(left);
        ImmutableArray<Node> parts = [.. operands.Select(operand => Read(operand))];
        return parts.OfType<TextNode>().FirstOrDefault() is { } first
            ? new TextNode(first.Line, string.Concat(parts.Select(part => part switch
            {
                TextNode text => text.Text,
                WordNode word => $"{{{word.Name}}}",
                _ => "{value}",
            })))
            : new OtherNode(line, parts) { Operator = "+" };
    }

    private CallNode ReadCall(InvocationExpressionSyntax call, int line)
    {
        ImmutableArray<Argument> arguments = ReadArguments(call.ArgumentList);
        (ExpressionSyntax? receiver, SimpleNameSyntax? name) = call.Expression switch
        {
            MemberAccessExpressionSyntax member => (member.Expression, member.Name),
            MemberBindingExpressionSyntax member => (null, member.Name),
            SimpleNameSyntax simple => (null, simple),
            _ => ((ExpressionSyntax?)call.Expression, (SimpleNameSyntax?)null),
        };
        return new CallNode(
            name is null ? line : LineOf(name),
            receiver is null ? null : Read(receiver),
            name?.Identifier.ValueText ?? "",
            arguments)
        {
            TypeArgument = name is GenericNameSyntax { TypeArgumentList.Arguments: [var only] }
                ? only.ToString()
                : null,
        };
    }

    private CallNode ReadCreation(
        TypeSyntax? type,
        BaseArgumentListSyntax? arguments,
        InitializerExpressionSyntax? initializer,
        int line)
    {
        Node? made = type is null ? null : TypeOf(type);
        IEnumerable<Argument> members = initializer?.Expressions.Select(member =>
            member is AssignmentExpressionSyntax { Left: IdentifierNameSyntax name } set
                ? new Argument(name.Identifier.ValueText, Read(set.Right))
                : new Argument(null, Read(member))) ?? [];
        return new CallNode(
            line,
            null,
            made switch { WordNode word => word.Last, CallNode generic => generic.Name, _ => "" },
            [.. ReadArguments(arguments), .. members]);
    }

    private ImmutableArray<Argument> ReadArguments(BaseArgumentListSyntax? arguments) =>
    [
        .. arguments?.Arguments.Select(argument => new Argument(
            argument.NameColon?.Name.Identifier.ValueText, Read(argument.Expression))) ?? [],
    ];

    private static bool IsName(ExpressionSyntax expression) =>
        expression is IdentifierNameSyntax or ThisExpressionSyntax
        || (expression is MemberAccessExpressionSyntax member && IsName(member.Expression));

    private static string NameOf(ExpressionSyntax name) =>
        string.Concat(name.ToString().Where(c => !char.IsWhiteSpace(c)));

    private static string LastName(ExpressionSyntax expression)
    {
        string name = NameOf(expression);
        return name[(name.LastIndexOf('.') + 1)..];
    }

    private static int LineOf(SyntaxNode node) => node.GetLocation().GetLineSpan().StartLinePosition.Line + 1;
}
