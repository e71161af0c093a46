namespace Valiqor.Service.Ground;

/// <summary>Cuts and counts text without splitting a character in two.</summary>
internal static class Texts
{
    /// <summary>
    /// The text, or its beginning and an ellipsis where it has more than <paramref name="limit"/> UTF-16 units.
    /// </summary>
    public static string? Cut(string? text, int limit)
    {
        if (text is null || text.Length <= limit)
        {
            return text;
        }

        int end = char.IsHighSurrogate(text[limit - 2]) ? limit - 2 : limit - 1;
        return string.Concat(text.AsSpan(0, end), "…");
    }

    /// <summary>How many Unicode characters (code points) stand before a UTF-16 offset.</summary>
    public static int CharactersBefore(string text, int offset)
    {
        int pairs = 0;
        for (int i = 1; i < offset; i++)
        {
            if (char.IsLowSurrogate(text[i]) && char.IsHighSurrogate(text[i - 1]))
            {
                pairs++;
            }
        }

        return offset - pairs;
    }
}
