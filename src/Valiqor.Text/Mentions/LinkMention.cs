using System.Buffers;

namespace Valiqor.Text.Mentions;

/// <summary>An address of the web that a text gives, without the punctuation behind it.</summary>
public readonly record struct LinkMention(int Start, int End)
{
    private const int ShortestLink = 11;
    private static readonly SearchValues<char> Ends = SearchValues.Create(" \n\r\t)]>\"'|`*<}{\u201c\u201d\u00bb");

    public ReadOnlySpan<char> TextIn(string text) => text.AsSpan(Start, End - Start);

    public static LinkMention[] Read(string text, int most)
    {
        var found = new List<LinkMention>();
        int from = 0;
        while (found.Count < most && text.IndexOf("http", from, StringComparison.Ordinal) is var at and >= 0)
        {
            int length = text.AsSpan(at).IndexOfAny(Ends) is var stop and >= 0 ? stop : text.Length - at;
            ReadOnlySpan<char> link = text.AsSpan(at, length).TrimEnd(".,;:*`!?");
            from = at + Math.Max(4, length);
            if (link.Length >= ShortestLink && (link.StartsWith("http://") || link.StartsWith("https://")))
            {
                found.Add(new LinkMention(at, at + link.Length));
            }
        }

        return [.. found];
    }
}
