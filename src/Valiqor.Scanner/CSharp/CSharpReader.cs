using System.Collections.Immutable;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Valiqor.Scanner.Syntax;

namespace Valiqor.Scanner.CSharp;

/// <summary>Reads C# with Roslyn's parser: declarations here, values in <see cref="ValueReader"/>.</summary>
internal sealed class CSharpReader
{
    private static readonly CSharpParseOptions Options = new(
        LanguageVersion.Preview, Microsoft.CodeAnalysis.DocumentationMode.Parse);

    private readonly ValueReader _values;
    private int _depth;

    private CSharpReader() => _values = new ValueReader(ReadChildren);

    /// <exception cref="SourceFault">It is nested too deeply.</exception>
    public static Outline Read(string path, string text)
    {
        CheckDepth(text);
        try
        {
            var root = CSharpSyntaxTree.ParseText(text, Options).GetRoot();
            return new Outline(path, [.. new CSharpReader().ReadChildren(root)]);
        }
        catch (InsufficientExecutionStackException)
        {
            throw SourceFault.TooDeep();
        }
    }

    /// <summary>The parser takes minutes for thousands of brackets in brackets; the lexer sees them at once.</summary>
    private static void CheckDepth(string text)
    {
        int depth = 0;
        int types = 0;
        foreach (Microsoft.CodeAnalysis.SyntaxToken token in SyntaxFactory.ParseTokens(text))
        {
            depth += token.Kind() switch
            {
                SyntaxKind.OpenParenToken or SyntaxKind.OpenBracketToken or SyntaxKind.OpenBraceToken => 1,
                SyntaxKind.CloseParenToken or SyntaxKind.CloseBracketToken or SyntaxKind.CloseBraceToken => -1,
                _ => 0,
            };
            types = token.Kind() switch
            {
                SyntaxKind.LessThanToken => types + 1,
                SyntaxKind.IdentifierToken or SyntaxKind.DotToken or SyntaxKind.CommaToken => types,
                _ => 0,
            };
            if (Math.Max(depth, types) > SourceFault.DepthLimit)
            {
                throw SourceFault.TooDeep();
            }
        }
    }

    private List<Node> ReadChildren(Microsoft.CodeAnalysis.SyntaxNode parent)
    {
        if (++_depth > SourceFault.DepthLimit)
        {
            throw SourceFault.TooDeep();
        }

        var found = new List<Node>();
        foreach (Microsoft.CodeAnalysis.SyntaxNode child in parent.ChildNodes())
        {
            Read(child, found);
        }

        _depth--;
        return found;
    }

    private void Read(Microsoft.CodeAnalysis.SyntaxNode node, List<Node> found)
    {
        switch (node)
        {
            case ExpressionSyntax expression:
                found.Add(_values.Read(expression));
                break;
            case VariableDeclarationSyntax declaration:
                ReadVariables(declaration, found);
                break;
            case PropertyDeclarationSyntax property:
                ReadProperty(property, found);
                break;
            case MethodDeclarationSyntax method:
                found.Add(ReadMethod(
                    method, method.Identifier.ValueText, method.AttributeLists, method.ParameterList));
                break;
            case LocalFunctionStatementSyntax method:
                found.Add(ReadMethod(
                    method, method.Identifier.ValueText, method.AttributeLists, method.ParameterList));
                break;
            case TypeDeclarationSyntax type:
                found.Add(ReadType(type));
                break;
            case EnumDeclarationSyntax type:
                found.Add(new ClassNode(LineOf(type.Identifier), type.Identifier.ValueText, ["Enum"], [])
                {
                    Values = [.. type.Members.Select(member => member.Identifier.ValueText)],
                });
                break;
            case AttributeListSyntax or UsingDirectiveSyntax:
                break;
            default:
                found.AddRange(ReadChildren(node));
                break;
        }
    }

    private void ReadVariables(VariableDeclarationSyntax declaration, List<Node> found)
    {
        foreach (VariableDeclaratorSyntax variable in declaration.Variables)
        {
            if (variable.Initializer is { Value: { } value })
            {
                found.Add(new AssignmentNode(
                    LineOf(variable.Identifier), variable.Identifier.ValueText, _values.Read(value, declaration.Type)));
            }
        }
    }

    private void ReadProperty(PropertyDeclarationSyntax property, List<Node> found)
    {
        ExpressionSyntax? value = property.Initializer?.Value ?? property.ExpressionBody?.Expression;
        if (value is null)
        {
            found.AddRange(ReadChildren(property));
            return;
        }

        found.Add(new AssignmentNode(
            LineOf(property.Identifier), property.Identifier.ValueText, _values.Read(value, property.Type)));
    }

    private FunctionNode ReadMethod(
        Microsoft.CodeAnalysis.SyntaxNode method,
        string name,
        Microsoft.CodeAnalysis.SyntaxList<AttributeListSyntax> attributes,
        ParameterListSyntax parameters) => new(
        LineOf(method),
        name,
        [.. parameters.Parameters.Select(ReadParameter)],
        DocumentationOf(method),
        ReadMarks(attributes))
    {
        Body = [.. ReadChildren(method)],
    };

    private Parameter ReadParameter(ParameterSyntax parameter)
    {
        ImmutableArray<CallNode> marks = ReadMarks(parameter.AttributeLists);
        CallNode? description = marks.FirstOrDefault(mark => mark.Name == "Description");
        return new Parameter(
            parameter.Identifier.ValueText,
            parameter.Type is { } type ? ValueReader.TypeOf(type) : null,
            parameter.Default is { Value: { } value } ? _values.Read(value) : null)
        {
            Description = (description?.Positional.FirstOrDefault() as TextNode)?.Text,
        };
    }

    private ClassNode ReadType(TypeDeclarationSyntax type) => new(
        LineOf(type.Identifier),
        type.Identifier.ValueText,
        [.. type.BaseList?.Types.Select(row => row.Type.ToString()) ?? []],
        [
            .. type.ParameterList?.Parameters.Select(ReadParameter) ?? [],
            .. type.Members.OfType<PropertyDeclarationSyntax>().Select(property => new Parameter(
                property.Identifier.ValueText, ValueReader.TypeOf(property.Type), null)),
        ])
    {
        Documentation = DocumentationOf(type),
        Body = [.. ReadChildren(type)],
    };

    private ImmutableArray<CallNode> ReadMarks(Microsoft.CodeAnalysis.SyntaxList<AttributeListSyntax> lists) =>
    [
        .. from list in lists
           from attribute in list.Attributes
           let name = attribute.Name.ToString()
           let last = name[(name.LastIndexOf('.') + 1)..]
           select new CallNode(
               LineOf(attribute),
               null,
               last.EndsWith("Attribute", StringComparison.Ordinal) ? last[..^9] : last,
               [.. attribute.ArgumentList?.Arguments.Select(argument => new Argument(
                   argument.NameEquals?.Name.Identifier.ValueText ?? argument.NameColon?.Name.Identifier.ValueText,
                   _values.Read(argument.Expression))) ?? []]),
    ];

    private static string? DocumentationOf(Microsoft.CodeAnalysis.SyntaxNode node)
    {
        XmlElementSyntax? summary = node.GetLeadingTrivia()
            .Select(trivia => trivia.GetStructure())
            .OfType<DocumentationCommentTriviaSyntax>()
            .SelectMany(comment => comment.Content.OfType<XmlElementSyntax>())
            .FirstOrDefault(element => element.StartTag.Name.ToString() == "summary");
        if (summary is null)
        {
            return null;
        }

        IEnumerable<string> words = summary.Content.ToString()
            .Split('\n')
            .Select(line => line.Trim().TrimStart('/').Trim())
            .Where(line => line.Length > 0);
        return string.Join(' ', words);
    }

    private static int LineOf(Microsoft.CodeAnalysis.SyntaxNode node) =>
        node.GetLocation().GetLineSpan().StartLinePosition.Line + 1;

    private static int LineOf(Microsoft.CodeAnalysis.SyntaxToken token) =>
        token.GetLocation().GetLineSpan().StartLinePosition.Line + 1;
}
