using System.Globalization;
using System.Text;

namespace Valiqor.Cli.Rendering;

/// <summary>The words that show a failure, with a little of what stands around them.</summary>
internal sealed record Excerpt(string Before, string Marked, string After)
{
    // A line or two on a terminal: enough to recognize the place; the whole item is a command away.
    private const int MarkedLimit = 160;
    private const int AroundLimit = 60;

    private const string Gap = "…";

    /// <param name="start">In Unicode code points, as the wire counts.</param>
    /// <param name="end">Exclusive.</param>
    /// <returns>Null where the offsets do not lie in the text.</returns>
    public static Excerpt? Of(string text, int start, int end)
    {
        int from = Utf16Index(text, 0, start);
        int to = from < 0 || end < start ? -1 : Utf16Index(text, from, end - start);
        if (to < 0)
        {
            return null;
        }

        int left = Boundary(text, Math.Max(0, from - AroundLimit));
        int right = Boundary(text, Math.Min(text.Length, to + AroundLimit));
        return new Excerpt(
            (left > 0 ? Gap : "") + Printable(text[left..from]).TrimStart(),
            Shorten(text[from..to]),
            Printable(text[to..right]).TrimEnd() + (right < text.Length ? Gap : ""));
    }

    /// <summary>Where only the words themselves are known.</summary>
    public static Excerpt Of(string snippet) => new("", Shorten(snippet), "");

    /// <summary>
    /// The text in one line, without what would change how a terminal shows it: control and format characters (among
    /// them the ones that turn the direction of writing) become spaces or vanish.
    /// </summary>
    public static string Printable(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune) || Rune.IsControl(rune))
            {
                if (line.Length == 0 || line[^1] != ' ')
                {
                    line.Append(' ');
                }
            }
            else if (Rune.GetUnicodeCategory(rune) is not UnicodeCategory.Format || rune.Value == 0x200D)
            {
                // The zero-width joiner stays: it holds emoji and letters of some scripts together.
                line.Append(rune.ToString());
            }
        }

        return line.ToString();
    }

    /// <summary>The beginning of a text, in one line.</summary>
    public static string Start(string text, int letters)
    {
        string line = Printable(text).Trim();
        return line.Length <= letters ? line : line[..Boundary(line, letters)].TrimEnd() + Gap;
    }

    private static string Shorten(string text)
    {
        if (text.Length <= MarkedLimit)
        {
            return Printable(text);
        }

        int head = Boundary(text, MarkedLimit * 2 / 3);
        int tail = Boundary(text, text.Length - (MarkedLimit / 3));
        return Printable(text[..head]).TrimEnd() + $" {Gap} " + Printable(text[tail..]).TrimStart();
    }

    /// <summary>The index that lies so many code points after another; -1 past the end.</summary>
    private static int Utf16Index(string text, int from, int codePoints)
    {
        int index = from;
        for (int i = 0; i < codePoints; i++)
        {
            if (index >= text.Length)
            {
                return -1;
            }

            index += char.IsSurrogatePair(text, index) ? 2 : 1;
        }

        return index;
    }

    /// <summary>The index itself, or the next one where it would cut a character in two.</summary>
    private static int Boundary(string text, int index) =>
        index > 0 && index < text.Length && char.IsLowSurrogate(text[index]) ? index + 1 : index;
}
