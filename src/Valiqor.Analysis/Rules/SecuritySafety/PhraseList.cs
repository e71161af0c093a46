namespace Valiqor.Analysis.Rules.SecuritySafety;

/// <summary>Phrases that a text is searched for.</summary>
internal sealed class PhraseList(IEnumerable<string> phrases)
{
    private readonly string[] _phrases = [.. phrases];

    /// <summary>The place in the list of the longest phrase that a text begins with; it does begin with one.</summary>
    public int LongestAt(ReadOnlySpan<char> text)
    {
        int best = 0;
        int length = -1;
        for (int i = 0; i < _phrases.Length; i++)
        {
            string phrase = _phrases[i];
            if (phrase.Length > length && text.StartsWith(phrase, StringComparison.OrdinalIgnoreCase))
            {
                (best, length) = (i, phrase.Length);
            }
        }

        return best;
    }
}
