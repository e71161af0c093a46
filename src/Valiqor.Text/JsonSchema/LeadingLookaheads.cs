namespace Valiqor.Text.JsonSchema;

/// <summary>
/// Takes an expression that begins with <c>^</c> and lookaheads apart: each of them is a search from the start, and
/// so is the rest, so that an engine without lookarounds can decide them one by one.
/// </summary>
internal static class LeadingLookaheads
{
    /// <summary>The searches, and whether each must match or must not; the source itself where it has none.</summary>
    public static IEnumerable<(string Source, bool IsWanted)> Split(string source)
    {
        int at = 1;
        if (!source.StartsWith('^') || HasAlternatives(source))
        {
            yield return (source, true);
            yield break;
        }

        while (at + 2 < source.Length && source[at] == '(' && source[at + 1] == '?' && source[at + 2] is '=' or '!'
            && EndOfGroup(source, at) is var end && end > 0
            && (end + 1 == source.Length || source[end + 1] is not ('*' or '+' or '?' or '{')))
        {
            yield return ($"^(?:{source[(at + 3)..end]})", source[at + 2] == '=');
            at = end + 1;
        }

        yield return ("^" + source[at..], true);
    }

    /// <summary>An alternative beside the whole would stand without the lookaheads.</summary>
    private static bool HasAlternatives(string source)
    {
        for (int i = 0; i < source.Length; i++)
        {
            int end = EndOfToken(source, i);
            if (source[i] == '|' || end < 0)
            {
                return true;
            }

            i = end;
        }

        return false;
    }

    /// <summary>The last character of what begins here: an escape, a class, a group or one character.</summary>
    private static int EndOfToken(string source, int at) => source[at] switch
    {
        '\\' => at + 1,
        '[' => EndOfClass(source, at),
        '(' => EndOfGroup(source, at),
        _ => at,
    };

    private static int EndOfClass(string source, int at)
    {
        for (int i = at + 1; i < source.Length; i++)
        {
            switch (source[i])
            {
                case '\\':
                    i++;
                    break;
                case ']':
                    return i;
            }
        }

        return -1;
    }

    private static int EndOfGroup(string source, int at)
    {
        int depth = 0;
        for (int i = at; i < source.Length; i++)
        {
            switch (source[i])
            {
                case '\\':
                    i++;
                    break;
                case '[':
                    int end = EndOfClass(source, i);
                    i = end < 0 ? source.Length : end;
                    break;
                case '(':
                    depth++;
                    break;
                case ')' when --depth == 0:
                    return i;
            }
        }

        return -1;
    }
}
