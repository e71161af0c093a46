using System.Net;
using System.Text.Json.Nodes;
using Valiqor.Client;
using Valiqor.Service.Digests.Rendering;
using Valiqor.Service.Digests.Webhooks;

namespace Valiqor.Service.Tests.Digests;

/// <summary>What applications said is shown in a digest, and is nothing but text there.</summary>
public sealed class HostileTextTests
{
    [Fact]
    public void No_tag_and_no_attribute_begins_in_HTML()
    {
        string page = DigestHtml.Render(
            With("<script>alert(1)</script><img src=x onerror=\"alert(2)\"> ' &amp; \u202E"));

        page.ShouldNotContain("<script");
        page.ShouldNotContain("<img");
        page.ShouldNotContain("onerror=\"");
        page.ShouldNotContain("\u202E");
        page.ShouldContain("&lt;script&gt;alert(1)&lt;/script&gt;");
        page.ShouldContain("&amp;amp;");
    }

    [Fact]
    public void A_page_loads_nothing_and_runs_nothing()
    {
        string page = DigestHtml.Render(SomeDigest.Rich());

        WebUtility.HtmlDecode(page).ShouldContain("default-src 'none'");
        page.ShouldNotContain("<script");
        page.ShouldNotContain("<link");
        page.ShouldNotContain("url(");
        page.ShouldNotContain("src=");
    }

    [Theory]
    [InlineData("**bold** _mark_ ~~gone~~", "\\*\\*bold\\*\\* \\_mark\\_ \\~\\~gone\\~\\~")]
    [InlineData("[click](https://evil.example)", "\\[click\\](https\\://evil.example)")]
    [InlineData("![x](//evil.example/p.png)", "!\\[x\\](//evil.example/p.png)")]
    [InlineData("`code` and ```", "\\`code\\` and \\`\\`\\`")]
    [InlineData("a | b |", "a \\| b \\|")]
    [InlineData("<script>&lt;", "\\<script\\>\\&lt;")]
    [InlineData("www.evil.example", "www\\.evil.example")]
    [InlineData("@octocat #12", "@&#8203;octocat #&#8203;12")]
    [InlineData("$5 and $10", "&#36;5 and &#36;10")]
    [InlineData("one\r\n\r\n# two", "one # two")]
    [InlineData("run_fe63a1b2 2*3 AT&T", "run_fe63a1b2 2\\*3 AT\\&T")]
    public void In_Markdown_every_mark_is_a_sign_like_others(string text, string escaped) =>
        Escapes.ForMarkdown(text).ShouldBe(escaped);

    [Fact]
    public void An_address_ends_where_its_link_ends() => Escapes
        .ForMarkdownAddress("https://x.example/a b)(c|<d")
        .ShouldBe("https://x.example/a%20b%29%28c%7C%3Cd");

    [Fact]
    public void A_line_of_Markdown_stays_one_line()
    {
        string[] plain = DigestMarkdown.Render(With("text")).Split('\n');
        string[] hostile = DigestMarkdown.Render(With("a\n# Title\n\n| x | y |\n```")).Split('\n');

        hostile.Length.ShouldBe(plain.Length);
        hostile.Count(line => line.StartsWith('#')).ShouldBe(plain.Count(line => line.StartsWith('#')));
    }

    [Fact]
    public void Slack_calls_nobody_and_follows_no_link_of_a_customer()
    {
        JsonObject message = SlackMessage.Of(
            DigestRenderingTests.DeliveryOf(With("<!channel> <https://evil.example|here> *bold*")));

        string json = message.ToJsonString();
        json.ShouldNotContain("<!channel");
        foreach (JsonNode? block in message["blocks"]!.AsArray())
        {
            if (block?["text"] is JsonObject text && text["text"]!.GetValue<string>().Contains("bold"))
            {
                text["type"]!.GetValue<string>().ShouldBe("plain_text");
            }
        }
    }

    [Fact]
    public void Teams_reads_no_Markdown_of_a_customer()
    {
        JsonObject message = TeamsMessage.Of(
            DigestRenderingTests.DeliveryOf(With("[here](https://evil.example) **bold**")));

        JsonArray body = message["attachments"]![0]!["content"]!["body"]!.AsArray();
        body.Where(part => part!.ToJsonString().Contains("evil"))
            .ShouldAllBe(part => part!["type"]!.GetValue<string>() == "RichTextBlock");
        body.ShouldNotContain(part => part!["type"]!.GetValue<string>() == "TextBlock");
    }

    private static Digest With(string text)
    {
        Digest digest = SomeDigest.Rich();
        var example = new DigestExample
        {
            RunId = "run_1",
            ItemIndex = 0,
            ItemId = text,
            Source = "output",
            Quote = text,
            Finding = text,
            RootCause = text,
            SuggestedFix = text,
        };
        return digest with
        {
            TopFailures = [.. digest.TopFailures.Select(row => row with { Example = example })],
            BrokenRuns = [.. digest.BrokenRuns.Select(run => run with { Error = text })],
        };
    }
}
