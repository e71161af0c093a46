using System.Text.RegularExpressions;

namespace Valiqor.Scanner.Finders;

/// <summary>Words of names, in whatever case they are written.</summary>
internal static partial class Names
{
    /// <summary>The lower-case words of snake_case, camelCase, CAPITALS and dotted names.</summary>
    public static string[] WordsOf(string name) =>
        [.. Word().Matches(name).Select(word => word.Value.ToLowerInvariant())];

    [GeneratedRegex("[A-Z]?[a-z]+|[A-Z]+(?![a-z])|[A-Z]+", RegexOptions.None, matchTimeoutMilliseconds: 250)]
    private static partial Regex Word();
}
