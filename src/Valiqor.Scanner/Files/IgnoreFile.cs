using System.Text;
using System.Text.RegularExpressions;
using Valiqor.Text.Patterns;

namespace Valiqor.Scanner.Files;

/// <summary>
/// The rules of a <c>.gitignore</c>: blanks, comments, <c>!</c>, <c>/</c>, <c>*</c>, <c>**</c>, <c>?</c> and classes,
/// after gitignore(5). The last rule that matches decides.
/// </summary>
internal sealed class IgnoreFile
{
    public const string Name = ".gitignore";

    // Longer ones are generated, and their first rules are the ones that people wrote.
    private const int MostRules = 1_000;
    private const int LongestRule = 200;

    private readonly List<Rule> _rules = [];

    private IgnoreFile()
    {
    }

    public static IgnoreFile Parse(string text)
    {
        var file = new IgnoreFile();
        foreach (string line in text.Split('\n').Take(MostRules))
        {
            string rule = line.TrimEnd('\r', ' ');
            if (rule.Length is > 0 and <= LongestRule && rule[0] != '#' && Compile(rule) is { } compiled)
            {
                file._rules.Add(compiled);
            }
        }

        return file;
    }

    /// <summary>
    /// True where it is ignored, false where it is kept in spite of other rules, null where nothing is said.
    /// </summary>
    /// <param name="path">Relative to the file's folder, with slashes.</param>
    public bool? Ignores(string path, bool isFolder)
    {
        for (int i = _rules.Count - 1; i >= 0; i--)
        {
            Rule rule = _rules[i];
            if ((isFolder || !rule.FoldersOnly) && rule.Pattern.IsMatch(path))
            {
                return !rule.Keeps;
            }
        }

        return null;
    }

    private static Rule? Compile(string rule)
    {
        bool keeps = rule[0] == '!';
        string pattern = keeps ? rule[1..] : rule;
        bool foldersOnly = pattern.EndsWith('/');
        pattern = pattern.TrimEnd('/');
        if (pattern.Length == 0)
        {
            return null;
        }

        bool anchored = pattern.TrimStart('/').Contains('/', StringComparison.Ordinal) || pattern[0] == '/';
        var regex = new StringBuilder(anchored ? "^" : "^(?:.*/)?");
        Translate(pattern.TrimStart('/'), regex);
        try
        {
            // A rule too large for the engine is none: what it would leave out is read.
            return Pattern.Foreign(regex.Append('$').ToString()) is { } built
                ? new Rule(built, keeps, foldersOnly)
                : null;
        }
        catch (ArgumentException)
        {
            // A class such as [z-a], which matches nothing in git either.
            return null;
        }
    }

    private static void Translate(string pattern, StringBuilder regex)
    {
        for (int i = 0; i < pattern.Length; i++)
        {
            char c = pattern[i];
            if (string.CompareOrdinal(pattern, i, "**/", 0, 3) == 0)
            {
                regex.Append("(?:.*/)?");
                i += 2;
            }
            else if (string.CompareOrdinal(pattern, i, "**", 0, 2) == 0)
            {
                regex.Append(".*");
                i++;
            }
            else if (c == '[' && pattern.IndexOf(']', i + 1) is > 0 and var end)
            {
                string inside = pattern[(i + 1)..end].Replace("\\", "\\\\", StringComparison.Ordinal);
                regex.Append('[').Append(inside.StartsWith('!') ? "^" + inside[1..] : inside).Append(']');
                i = end;
            }
            else
            {
                regex.Append(c switch
                {
                    '*' => "[^/]*",
                    '?' => "[^/]",
                    '\\' when i + 1 < pattern.Length => Regex.Escape(pattern[++i].ToString()),
                    _ => Regex.Escape(c.ToString()),
                });
            }
        }
    }

    private sealed record Rule(Pattern Pattern, bool Keeps, bool FoldersOnly);
}
