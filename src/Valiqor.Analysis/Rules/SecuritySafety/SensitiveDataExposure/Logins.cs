using System.Text;
using System.Text.RegularExpressions;
using Valiqor.Text.Patterns;

namespace Valiqor.Analysis.Rules.SecuritySafety;

/// <summary>Finds passwords that no name announces: in addresses, in headers and on command lines.</summary>
internal static class Logins
{
    public static void Find(string text, List<SensitiveValue> found)
    {
        if (text.Contains("://", StringComparison.Ordinal))
        {
            FindConnections(text, found);
        }

        FindHeaders(text, found);
        FindOptions(text, found);
        FindBots(text, found);
    }

    /// <summary>"scheme://user:password@host".</summary>
    private static void FindConnections(string text, List<SensitiveValue> found)
    {
        foreach (ValueMatch match in Connection.EnumerateMatches(text))
        {
            ReadOnlySpan<char> all = text.AsSpan(match.Index, match.Length);
            int credentials = all.IndexOf("://") + 3;
            ReadOnlySpan<char> password = all[(credentials + all[credentials..].IndexOf(':') + 1)..^1];
            if (!Placeholders.Is(password) && !AssignedSecrets.IsPasswordWord(password))
            {
                found.Add(new SensitiveValue(
                    match.Index,
                    match.Index + match.Length - 1,
                    "connection_string", "a connection string with a password",
                    0.9));
            }
        }
    }

    /// <summary>
    /// "Authorization: Basic …", whose Base64 holds "user:password" (RFC 7617), and "curl -u user:password".
    /// </summary>
    private static void FindHeaders(string text, List<SensitiveValue> found)
    {
        if (!text.Contains("basic ", StringComparison.OrdinalIgnoreCase)
            && !text.Contains(" -u ", StringComparison.Ordinal))
        {
            return;
        }

        foreach (ValueMatch match in Basic.EnumerateMatches(text))
        {
            int start = match.Index + text.AsSpan(match.Index, match.Length).LastIndexOf(' ') + 1;
            int end = match.Index + match.Length;
            ReadOnlySpan<char> value = text.AsSpan(start, end - start);
            string? pair = text.AsSpan(match.Index).StartsWith("-u", StringComparison.Ordinal)
                ? value.ToString()
                : Decode(value.ToString());
            if (pair is not null && pair.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon
                && pair.Length - colon > 4 && pair.All(c => c is > ' ' and < '\u007f')
                && !Placeholders.Is(pair) && !AssignedSecrets.IsPasswordWord(pair.AsSpan(colon + 1)))
            {
                found.Add(new SensitiveValue(start, end, "assigned_secret", "a user name with its password", 0.85));
            }
        }
    }

    private static string? Decode(string value)
    {
        var bytes = new byte[value.Length];
        return Convert.TryFromBase64String(value, bytes, out int written)
            ? Encoding.Latin1.GetString(bytes, 0, written) : null;
    }

    /// <summary>"mysql -u root -p…", "sshpass -p …": the option has no name of its own.</summary>
    private static void FindOptions(string text, List<SensitiveValue> found)
    {
        if (!text.Contains(" -p", StringComparison.Ordinal) && !text.Contains(" -a ", StringComparison.Ordinal))
        {
            return;
        }

        foreach (ValueMatch match in Option.EnumerateMatches(text))
        {
            ReadOnlySpan<char> all = text.AsSpan(match.Index, match.Length);
            int option = Math.Max(all.LastIndexOf(" -p"), all.LastIndexOf(" -a ")) + 3;
            ReadOnlySpan<char> value = all[option..].TrimStart(" '\"");
            bool mixed = value.ContainsAnyInRange('0', '9') && value.ContainsAnyInRange('A', 'z');
            if (mixed && !Placeholders.Is(value) && !value.StartsWith("$"))
            {
                int end = match.Index + match.Length;
                found.Add(new SensitiveValue(end - value.Length, end, "assigned_secret", "a password", 0.8));
            }
        }
    }

    /// <summary>Telegram's bot tokens: the bot's number, and 35 characters.</summary>
    private static void FindBots(string text, List<SensitiveValue> found)
    {
        if (!text.Contains(":AA", StringComparison.Ordinal))
        {
            return;
        }

        foreach (ValueMatch match in Bot.EnumerateMatches(text))
        {
            found.Add(new SensitiveValue(
                match.Index, match.Index + match.Length, "provider_secret", "a Telegram bot token", 0.93));
        }
    }

    private static readonly Pattern Connection = Pattern.AnyCase(
        @"\b[a-z][a-z0-9+]{2,20}://[^\s:/@""'<>{}$]{0,60}:[^\s/@""'<>{}$]{3,80}@");

    private static readonly Pattern Basic = Pattern.AnyCase(
        @"\bbasic [a-z0-9+/]{8,200}={0,2}|-u [^\s:""']{1,40}:[^\s""']{4,60}");

    private static readonly Pattern Option = Pattern.AnyCase(
        @"\b(?:mysql(?:dump|admin)?|sshpass|mongo(?:sh)?|redis-cli|docker login|sqlcmd|mariadb)\b[^\n|]{0,80}"
            + @" -(?:p ?|a )['""]?[^\s'""]{5,60}");

    private static readonly Pattern Bot = Pattern.Of(@"\b\d{8,10}:AA[A-Za-z0-9_-]{32,34}\b");
}
