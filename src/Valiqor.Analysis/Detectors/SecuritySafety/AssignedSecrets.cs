using System.Buffers;
using System.Text.RegularExpressions;

namespace Valiqor.Analysis.Detectors.SecuritySafety;

/// <summary>Finds passwords and keys of no known format by the name they are given to.</summary>
internal static partial class AssignedSecrets
{
    private const int Shortest = 8;
    private const int Longest = 200;

    private static readonly SearchValues<string> Hints = SearchValues.Create(
        ["key", "secret", "passw", "pwd", "token", "://"], StringComparison.OrdinalIgnoreCase);

    private static readonly SearchValues<char> CodeMarks = SearchValues.Create("()[]{}$ ");
    private static readonly SearchValues<char> NoPasswordMarks = SearchValues.Create("()[]{}<> \\");
    private static readonly SearchValues<char> PasswordMarks = SearchValues.Create("!@#$%^&*");

    public static void Find(string text, List<SensitiveValue> found)
    {
        if (!text.AsSpan().ContainsAny(Hints))
        {
            return;
        }

        foreach (ValueMatch match in Assignment().EnumerateMatches(text))
        {
            ReadOnlySpan<char> all = text.AsSpan(match.Index, match.Length);
            int start = match.Index + ValueStart(all);
            ReadOnlySpan<char> value = text.AsSpan(start, match.Index + match.Length - start).TrimEnd(".,;:!?)*");
            bool password = all.Contains("passw", StringComparison.OrdinalIgnoreCase)
                || all.Contains("pwd", StringComparison.OrdinalIgnoreCase);
            bool call = start + value.Length < text.Length && text[start + value.Length] is '(' or '[' or '{';
            if (!call && (password ? IsPassword(value) : IsKey(value)))
            {
                string what = password ? "a password" : "a key or token";
                found.Add(new SensitiveValue(start, start + value.Length, "assigned_secret", what, 0.85));
            }
        }

        foreach (ValueMatch match in Connection().EnumerateMatches(text))
        {
            ReadOnlySpan<char> all = text.AsSpan(match.Index, match.Length);
            int credentials = all.IndexOf("://") + 3;
            ReadOnlySpan<char> password = all[(credentials + all[credentials..].IndexOf(':') + 1)..^1];
            if (!Placeholders.Is(password) && !IsPasswordWord(password))
            {
                found.Add(new SensitiveValue(
                    match.Index,
                    match.Index + match.Length - 1,
                    "connection_string", "a connection string with a password",
                    0.9));
            }
        }
    }

    /// <summary>Behind the last mark of the assignment and the quotes that follow it.</summary>
    private static int ValueStart(ReadOnlySpan<char> all)
    {
        int mark = all.IndexOfAny(':', '=');
        mark = mark < 0 ? all.LastIndexOf(" is ", StringComparison.OrdinalIgnoreCase) + 3 : mark;
        while (mark + 1 < all.Length && all[mark + 1] is ' ' or '"' or '\'' or '`' or '=' or '>' or '*')
        {
            mark++;
        }

        return mark + 1;
    }

    private static bool IsKey(ReadOnlySpan<char> value) =>
        value.Length is >= 16 and <= Longest
        && !Placeholders.Is(value)
        && value.IndexOfAnyInRange('0', '9') >= 0
        && value.IndexOfAnyInRange('A', 'z') >= 0
        && !value.ContainsAny(CodeMarks)
        && !Fingerprint().IsMatch(value)
        && Placeholders.Entropy(value) >= 3.3;

    /// <summary>Letters with digits or signs, as policies want them; a plain word there is code or prose.</summary>
    private static bool IsPassword(ReadOnlySpan<char> value) =>
        value.Length is >= Shortest and <= 64
        && !Placeholders.Is(value)
        && !IsPasswordWord(value)
        && !value.ContainsAny(NoPasswordMarks)
        && !value.StartsWith("$") && !value.StartsWith("%") && !value.StartsWith("http") && !value.StartsWith("/")
        && (value.IndexOfAnyInRange('a', 'z') >= 0 || value.IndexOfAnyInRange('A', 'Z') >= 0)
        && (value.IndexOfAnyInRange('0', '9') >= 0 || value.ContainsAny(PasswordMarks))
        && Placeholders.Entropy(value) >= 2.5;

    private static bool IsPasswordWord(ReadOnlySpan<char> value) =>
        value.Length < 3
        || value.Contains("password", StringComparison.OrdinalIgnoreCase)
        || value.Contains("passwd", StringComparison.OrdinalIgnoreCase)
        || value.Equals("pass", StringComparison.OrdinalIgnoreCase)
        || value.Equals("secret", StringComparison.OrdinalIgnoreCase)
        || value.Equals("pwd", StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(
        @"\b[\w.-]{0,40}(?:api[_ -]?key|apikey|access[_ -]?key|secret[_ -]?key|client[_ -]?secret|auth[_ -]?token"
            + @"|access[_ -]?token"
            + @"|private[_ -]?key|secret|token|password|passwd|pwd)[""'`*]{0,3}(?: ?(?:[:=]|=>|:=) ?| is:?"
            + @" )[*""'`]{0,3}[^\s""'`,;]{8,200}",
        RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex Assignment();

    [GeneratedRegex(
        @"\b[a-z][a-z0-9+]{2,20}://[^\s:/@""'<>{}$]{1,60}:[^\s:/@""'<>{}$]{3,80}@",
        RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex Connection();

    /// <summary>UUIDs, Git and content hashes identify; they open nothing.</summary>
    [GeneratedRegex(
        @"^(?:[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}|(?:sha\d+[:-])?(?:[0-9a-f]{32}|[0-9a-f]{40}"
            + @"|[0-9a-f]{64})|[a-z]+(?:[-_.][a-z0-9]+)*)$",
        RegexOptions.NonBacktracking)]
    private static partial Regex Fingerprint();
}
