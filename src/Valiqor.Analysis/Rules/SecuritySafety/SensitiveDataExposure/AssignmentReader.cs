namespace Valiqor.Analysis.Rules.SecuritySafety;

/// <summary>A value that a text gives to a name.</summary>
/// <param name="IsQuoted">True in quotes or between tags: then the writer says where the value ends.</param>
internal readonly record struct AssignedValue(int Start, int End, bool IsQuoted);

/// <summary>
/// Reads the value behind a name as configuration files, code in many languages, command lines and prose write it.
/// </summary>
internal static class AssignmentReader
{
    private const int LongestValue = 400;

    /// <summary>"The password for the guest network is …".</summary>
    private const int LongestDetour = 40;

    /// <param name="end">Behind the name.</param>
    /// <param name="isOption">True where the name stands behind "--": a blank is enough before its value.</param>
    public static AssignedValue? Behind(string text, int end, bool isOption)
    {
        int i = Skip(text, end, "\"'`]*", 4);
        if (i < text.Length && text[i] == '>' && (i + 1 >= text.Length || text[i + 1] != '='))
        {
            return Until(text, i + 1, '<');
        }

        bool closed = i > end;
        int blank = Skip(text, i, " \t", 20);
        if (blank < text.Length && StartsWith(text, blank, "value="))
        {
            return Value(text, blank + "value=".Length, true);
        }

        if (Separator(text, blank) is > 0 and var behind)
        {
            return Value(text, behind, false);
        }

        bool call = i < text.Length && (text[i] == '(' || closed && text[i] == ',');
        if (call)
        {
            return Value(text, Skip(text, i + 1, " ", 2), true);
        }

        if (blank > i && (isOption || IsLogin(text, end)))
        {
            return Value(text, blank, false);
        }

        bool quote = blank > i && blank < text.Length
            && text[blank] is '"' or '\'' or '`' or '“' or '«';
        return quote ? Value(text, blank, true)
            : InProse(text, i) ?? (blank == i + 1 ? Plainly(text, blank) : null);
    }

    /// <summary>"With password Xy12!": only what no word and no number of prose looks like.</summary>
    private static AssignedValue? Plainly(string text, int at)
    {
        if (Value(text, at, false) is not { } value)
        {
            return null;
        }

        ReadOnlySpan<char> word = text.AsSpan(value.Start, value.End - value.Start);
        bool letters = word.ContainsAnyInRange('a', 'z') && word.ContainsAnyInRange('A', 'Z');
        return letters && word.ContainsAnyInRange('0', '9') && word.Length >= 8 ? value : null;
    }

    /// <summary>"machine db login app password …", as .netrc files have it.</summary>
    private static bool IsLogin(string text, int end) =>
        text.AsSpan(Math.Max(0, end - 60), Math.Min(60, end)).Contains("login ", StringComparison.OrdinalIgnoreCase);

    /// <returns>Behind the sign or the word between name and value; 0 where none stands.</returns>
    private static int Separator(string text, int at)
    {
        if (at >= text.Length)
        {
            return 0;
        }

        int length = text[at] switch
        {
            ':' when StartsWith(text, at, ":=") || StartsWith(text, at, "::") => 2,
            ':' => 1,
            '=' when StartsWith(text, at, "=>") || StartsWith(text, at, "==") => 2,
            '=' => 1,
            '-' when StartsWith(text, at, "->") => 2,
            _ => 0,
        };
        if (length == 0)
        {
            return 0;
        }

        int next = at + length;
        return text[at] == ':' ? BehindType(text, next) : next;
    }

    /// <summary>"password: str = …" gives a type before the value.</summary>
    private static int BehindType(string text, int at)
    {
        int i = Skip(text, at, " ", 2);
        int start = i;
        while (i < text.Length && i - start < 24 && (char.IsLetter(text[i]) || text[i] is '?' or '.'))
        {
            i++;
        }

        int equals = Skip(text, i, " ", 2);
        return i > start && equals < text.Length && text[equals] == '='
            && !StartsWith(text, equals, "==") ? equals + 1 : at;
    }

    private static AssignedValue? Value(string text, int at, bool mustBeQuoted)
    {
        int i = Skip(text, at, " \t*", 20);
        // Prefixes of string literals, as in r"…", b'…' and @"…".
        if (i + 1 < text.Length && text[i] is 'r' or 'b' or 'f' or 'u' or '@' && text[i + 1] is '"' or '\'')
        {
            i++;
        }

        if (i < text.Length && text[i] is '"' or '\'' or '`' or '“' or '«')
        {
            char close = text[i] switch { '“' => '”', '«' => '»', var same => same };
            return Until(text, i + 1, close);
        }

        if (mustBeQuoted || i >= text.Length)
        {
            return null;
        }

        int end = i;
        while (end < text.Length && end - i < LongestValue && !IsEnd(text, end))
        {
            end++;
        }

        while (end > i && text[end - 1] is '.' or ',' or ';' or ':' or '!' or '?' or ')' or '*')
        {
            end--;
        }

        bool call = end < text.Length && text[end] is '(' or '[' or '{';
        return end > i && !call ? new AssignedValue(i, end, false) : null;
    }

    private static bool IsEnd(string text, int at) =>
        char.IsWhiteSpace(text[at]) || text[at] is '"' or '\'' or '`' or ',' or ';' or '<' or '>' or '|' or '}'
        || text[at] == '\\' && at + 1 < text.Length && text[at + 1] is 'n' or 't' or '"' or 'r'
        || text[at] == '&' && at + 1 < text.Length && char.IsLetter(text[at + 1])
            && text.AsSpan(at, Math.Min(30, text.Length - at)).Contains('=');

    private static AssignedValue? Until(string text, int start, char close)
    {
        ReadOnlySpan<char> rest = text.AsSpan(start, Math.Min(LongestValue, text.Length - start));
        int length = rest.IndexOf(close);
        int line = rest.IndexOf('\n');
        return length > 0 && (line < 0 || line > length) ? new AssignedValue(start, start + length, true) : null;
    }

    /// <summary>"The password is …", "das Passwort lautet …", with a few words between.</summary>
    private static AssignedValue? InProse(string text, int at)
    {
        ReadOnlySpan<char> rest = text.AsSpan(at, Math.Min(LongestDetour, text.Length - at));
        int stop = rest.IndexOfAny(".,;\n(");
        rest = stop < 0 ? rest : rest[..stop];
        foreach (string verb in Verbs)
        {
            int place = rest.IndexOf(verb, StringComparison.OrdinalIgnoreCase);
            int value = at + place + verb.Length;
            if (place >= 0 && value < text.Length && text[value] is ' ' or ':')
            {
                return Value(text, value + 1, false);
            }
        }

        return null;
    }

    private static readonly string[] Verbs =
    [
        " is now", " is set to", " was set to", " changed to", " is", " are", " was", " lautet", " ist", " est", " es",
        " è", " é",
    ];

    private static int Skip(string text, int at, string signs, int most)
    {
        int i = at;
        while (i < text.Length && i - at < most && signs.Contains(text[i]))
        {
            i++;
        }

        return i;
    }

    private static bool StartsWith(string text, int at, string words) =>
        at < text.Length && text.AsSpan(at).StartsWith(words, StringComparison.OrdinalIgnoreCase);
}
