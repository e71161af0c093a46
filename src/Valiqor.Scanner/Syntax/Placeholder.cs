using System.Text.RegularExpressions;

namespace Valiqor.Scanner.Syntax;

/// <summary>Writes what a template takes in at run time as <c>{name}</c>.</summary>
internal static partial class Placeholder
{
    private const int LongestName = 60;

    /// <param name="expression">The source between the braces.</param>
    public static string Of(string expression)
    {
        string name = Name().Match(Operators().Replace(expression, "")).Value;
        return name.Length is > 0 and <= LongestName ? $"{{{name}}}" : "{value}";
    }

    /// <summary>Words in front of a value that are not its name.</summary>
    [GeneratedRegex(@"^\s*(?:(?:new|await|not|typeof)\s+)+", RegexOptions.NonBacktracking)]
    private static partial Regex Operators();

    /// <summary>The first name of an expression, with its dots.</summary>
    [GeneratedRegex(@"[A-Za-z_][\w]*(?:\??\.[A-Za-z_]\w*)*", RegexOptions.NonBacktracking)]
    private static partial Regex Name();
}
