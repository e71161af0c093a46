namespace Valiqor.Scanner.Finders;

/// <summary>Words of names, in whatever case they are written.</summary>
internal static class Names
{
    /// <summary>The lower-case words of snake_case, camelCase, CAPITALS and dotted names.</summary>
    public static string[] WordsOf(string name)
    {
        var words = new List<string>();
        for (int at = 0; at < name.Length;)
        {
            int end = EndOfWord(name, at);
            if (end > at)
            {
                words.Add(name[at..end].ToLowerInvariant());
            }

            at = Math.Max(at + 1, end);
        }

        return [.. words];
    }

    /// <summary>Where the word ends that begins here: "Server" in "HTTPServer" is one of its own.</summary>
    private static int EndOfWord(string name, int start)
    {
        int capitals = RunOf(char.IsAsciiLetterUpper, name, start);
        int end = RunOf(char.IsAsciiLetterLower, name, capitals);
        return capitals - start > 1 && end > capitals ? capitals - 1 : end;
    }

    private static int RunOf(Predicate<char> isPart, string name, int start)
    {
        int end = start;
        while (end < name.Length && isPart(name[end]))
        {
            end++;
        }

        return end;
    }
}
