using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Valiqor.Service.Digests.Rendering;

/// <summary>How foreign text is put into each markup language, as one line.</summary>
internal static class Escapes
{
    private const string MarkdownMarks = "\\`*[]<>|~";

    private static readonly HtmlEncoder Html = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>For HTML and SVG, between tags and in attributes.</summary>
    public static string ForHtml(string text) => Html.Encode(OneLine(text));

    /// <summary>
    /// For Markdown on GitHub, inside a line: no emphasis, link, image, code, table cell or tag begins, addresses stay
    /// text, and @names and #numbers call nobody.
    /// </summary>
    public static string ForMarkdown(string text)
    {
        string line = OneLine(text);
        var escaped = new StringBuilder(line.Length + 16);
        for (int i = 0; i < line.Length; i++)
        {
            char c = line[i];
            if (IsMarkdown(line, i))
            {
                escaped.Append('\\');
            }

            // A dollar sign would open a formula.
            escaped.Append(c == '$' ? "&#36;" : c.ToString());
            if (c is '@' or '#' && IsWordAt(line, i + 1))
            {
                escaped.Append("&#8203;");
            }
        }

        return escaped.ToString();
    }

    /// <summary>For a link's target in Markdown, which ends at a blank or a bracket.</summary>
    public static string ForMarkdownAddress(string address) => OneLine(address)
        .Replace(" ", "%20", StringComparison.Ordinal)
        .Replace("(", "%28", StringComparison.Ordinal)
        .Replace(")", "%29", StringComparison.Ordinal)
        .Replace("\\", "%5C", StringComparison.Ordinal)
        .Replace("<", "%3C", StringComparison.Ordinal)
        .Replace("|", "%7C", StringComparison.Ordinal);

    private static bool IsMarkdown(string line, int i) => line[i] switch
    {
        // Within a word an underscore is one; ids stay readable.
        '_' => !IsWordAt(line, i - 1) || !IsWordAt(line, i + 1),
        '&' => IsWordAt(line, i + 1) || line.AsSpan(i).StartsWith("&#"),
        ':' => line.AsSpan(i).StartsWith("://"),
        '.' => line.AsSpan(0, i).EndsWith("www", StringComparison.OrdinalIgnoreCase),
        char c => MarkdownMarks.Contains(c),
    };

    private static bool IsWordAt(string line, int i) =>
        i >= 0 && i < line.Length && char.IsAsciiLetterOrDigit(line[i]);

    /// <summary>For Slack, which knows these three signs alone; what applications said is plain there.</summary>
    public static string ForSlack(string text) => OneLine(text)
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal);

    /// <summary>
    /// Without line breaks, control characters and the marks that turn the direction of writing (Unicode 6.2.2 of
    /// annex 9), which could make a text look like another one.
    /// </summary>
    public static string OneLine(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (char c in text)
        {
            bool turns = c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
            bool isBlank = char.IsWhiteSpace(c) || char.IsControl(c);
            if (isBlank && (line.Length == 0 || line[^1] != ' '))
            {
                line.Append(' ');
            }
            else if (!isBlank && !turns)
            {
                line.Append(c);
            }
        }

        return line.ToString().Trim(' ');
    }
}
