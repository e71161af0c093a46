using Valiqor.Text.Patterns;


namespace Valiqor.Analysis.Scans;

/// <summary>Tells whether a recorded system prompt came from a prompt of the sources.</summary>
internal static class PromptMatch
{
    // A template's own words must be found; pieces shorter than this stand in every prompt.
    private const int ShortestPiece = 12;

    // Of two prompts' different words, the share that both have. Edits since the scan are fewer than this leaves.
    private const double LikeEnough = 0.8;

    private const int FewestWords = 8;

    /// <param name="recorded">The system prompt as it was sent, its blanks made one space each.</param>
    public static bool Matches(PromptFacts prompt, string recorded)
    {
        string text = prompt.Flat;
        if (text.Length == 0)
        {
            return false;
        }

        string[] pieces =
        [
            .. from piece in Placeholder.Split(text)
               let words = piece.Trim()
               where words.Length >= ShortestPiece
               select words,
        ];
        return text == recorded || HasInOrder(recorded, pieces) || AreLike(text, recorded);
    }

    private static bool HasInOrder(string recorded, string[] pieces)
    {
        int from = 0;
        foreach (string piece in pieces)
        {
            int at = recorded.IndexOf(piece, from, StringComparison.Ordinal);
            if (at < 0)
            {
                return false;
            }

            from = at + piece.Length;
        }

        return pieces.Length > 0;
    }

    private static bool AreLike(string one, string other)
    {
        HashSet<string> first = Words(one);
        HashSet<string> second = Words(other);
        int both = first.Count(second.Contains);
        int all = first.Count + second.Count - both;
        return first.Count >= FewestWords && both >= LikeEnough * all;
    }

    /// <summary>How many words a template has besides what is put into it.</summary>
    public static int OwnWords(string text) => Word.Count(Placeholder.Replace(text, " "));

    /// <summary>The different words of a text, in lower case.</summary>
    internal static HashSet<string> Words(string text) =>
        [.. Word.Matches(text).Select(word => word.Value.ToLowerInvariant())];

    private static readonly Pattern Placeholder = Pattern.Of(@"\$?\{\{?[^{}]{1,100}\}\}?");

    private static readonly Pattern Word = Pattern.Of(@"\w+");
}
