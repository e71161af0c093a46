using Valiqor.Text.Patterns;


namespace Valiqor.Scanner.Syntax;

/// <summary>Writes what a template takes in at run time as <c>{name}</c>.</summary>
internal static class Placeholder
{
    private const int LongestName = 60;

    /// <param name="expression">The source between the braces.</param>
    public static string Of(string expression)
    {
        string name = Name.Match(Operators.Replace(expression, "")).Value;
        return name.Length is > 0 and <= LongestName ? $"{{{name}}}" : "{value}";
    }

    /// <summary>Words in front of a value that are not its name.</summary>
    private static readonly Pattern Operators = Pattern.Of(@"^\s*(?:(?:new|await|not|typeof)\s+)+");

    /// <summary>The first name of an expression, with its dots.</summary>
    private static readonly Pattern Name = Pattern.Of(@"[A-Za-z_][\w]*(?:\??\.[A-Za-z_]\w*)*");
}
