using System.Net;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using CsCheck;
using Markdig;
using Markdig.Extensions.EmphasisExtras;
using Valiqor.Service.Digests.Rendering;

namespace Valiqor.Service.Tests.Digests;

/// <summary>Whatever a text is, each markup language shows that text and nothing else.</summary>
public sealed partial class EscapeTests
{
    private static readonly Gen<string> Marks = Gen.Char["\\`*_{}[]()<>#+-=.!|~@$&:;/\"'^ \n\twxhtps1é\u202E\u0007"]
        .Array[0, 24].Select(signs => new string(signs));

    private static readonly string[] Known =
    [
        "https://evil.example/", "www.evil.example", "[a](//b)", "![a](b)", "<script>", "&lt;", "&#60;", "@octocat",
        "#12", "```", "$$x$$", "~~a~~", "**a**", "__a__", "| a |", "- [ ] a", "1. a", "# a", "> a", "a@b.example",
        "[^1]", "\\", "ftp://a.example", "mailto:a@b.example", "==a==", "++a++", "^a^", ":smile:", "\"a\"", "{.a}",
    ];

    private static readonly Gen<string> Words = Gen.Int[0, Known.Length - 1].Select(index => Known[index]);

    private static readonly Gen<string> Hostile =
        Gen.OneOf(Marks, Words).Array[1, 6].Select(parts => string.Concat(parts));

    /// <summary>What GitHub knows beside CommonMark.</summary>
    private static readonly MarkdownPipeline GitHub = new MarkdownPipelineBuilder()
        .UsePipeTables()
        .UseAutoLinks()
        .UseTaskLists()
        .UseFootnotes()
        .UseMathematics()
        .UseEmphasisExtras(EmphasisExtraOptions.Strikethrough)
        .UseAlertBlocks()
        .Build();

    [Fact]
    public void In_Markdown_it_is_the_text() => Hostile.Sample(text =>
    {
        string html = Markdown.ToHtml($"It said {Escapes.ForMarkdown(text)} there.", GitHub).Trim();

        string[] tags = [.. Tag.Matches(html).Select(tag => tag.Value)];
        string shown = WebUtility.HtmlDecode(Tag.Replace(html, "")).Replace("\u200B", "");
        return tags is ["<p>", "</p>"] && Blanks.Replace(shown, " ") == $"It said {Escapes.OneLine(text)} there."
            .Replace("  ", " ");
    });

    [Fact]
    public void In_a_cell_of_a_table_it_is_the_text() => Hostile.Sample(text =>
    {
        string html = Markdown.ToHtml($"| a | b |\n|---|---|\n| x{Escapes.ForMarkdown(text)}x | z |", GitHub);

        string[] cells = [.. Cell.Matches(html).Select(cell => WebUtility.HtmlDecode(cell.Groups[1].Value))];
        return cells.Length == 2
            && Blanks.Replace(cells[0].Replace("\u200B", ""), " ") == $"x{Escapes.OneLine(text)}x";
    });

    [Fact]
    public void In_HTML_and_SVG_it_is_the_text() => Hostile.Sample(text =>
    {
        XElement element = XElement.Parse($"<p title=\"{Escapes.ForHtml(text)}\">{Escapes.ForHtml(text)}</p>");

        return element.Value == Escapes.OneLine(text)
            && (string?)element.Attribute("title") == Escapes.OneLine(text)
            && !element.HasElements;
    });

    [Fact]
    public void In_Slack_it_is_the_text() => Hostile.Sample(text =>
    {
        string escaped = Escapes.ForSlack(text);

        return escaped.IndexOfAny(['<', '>']) < 0 && escaped
            .Replace("&lt;", "<").Replace("&gt;", ">").Replace("&amp;", "&") == Escapes.OneLine(text);
    });

    [GeneratedRegex("<[^>]*>", RegexOptions.NonBacktracking)]
    private static partial Regex Tag { get; }

    [GeneratedRegex("<td>([^<]*)</td>", RegexOptions.NonBacktracking)]
    private static partial Regex Cell { get; }

    [GeneratedRegex("\\s+", RegexOptions.NonBacktracking)]
    private static partial Regex Blanks { get; }
}
