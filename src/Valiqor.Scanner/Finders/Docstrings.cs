using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Valiqor.Text.Patterns;

namespace Valiqor.Scanner.Finders;

/// <summary>Reads docstrings: what a function does, and what its arguments are.</summary>
internal static class Docstrings
{
    private static readonly string[] Sections =
        ["Args:", "Arguments:", "Parameters:", "Returns:", "Raises:", "Example"];

    /// <summary>What stands in front of its sections, on one line.</summary>
    public static string? Summary(string? documentation)
    {
        if (documentation is null)
        {
            return null;
        }

        IEnumerable<string> lines = documentation.Split('\n')
            .Select(line => line.Trim())
            .TakeWhile(line => !Sections.Any(line.StartsWith) && !line.StartsWith(":param", StringComparison.Ordinal))
            .Where(line => line.Length > 0);
        return string.Join(' ', lines);
    }

    /// <summary>Argument to description, in Google's form or Sphinx's.</summary>
    public static FrozenDictionary<string, string> Arguments(string? documentation)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string line in (documentation ?? "").Split('\n'))
        {
            Match match = Argument.Match(line);
            if (match.Success)
            {
                found.TryAdd(match.Groups["name"].Value, match.Groups["words"].Value.Trim());
            }
        }

        return found.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static readonly Pattern Argument = Pattern.Of(
        @"^\s*(?::param (?:\w+ )?)?(?<name>[A-Za-z_]\w*)\s*(?:\([^)]{0,60}\))?\s*:\s+(?<words>\S.*)$");
}
