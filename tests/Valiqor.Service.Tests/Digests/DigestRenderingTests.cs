using System.Text.Json.Nodes;
using System.Xml.Linq;
using Valiqor.Client;
using Valiqor.Service.Digests;
using Valiqor.Service.Digests.Rendering;
using Valiqor.Service.Digests.Webhooks;
using Valiqor.Testing;

namespace Valiqor.Service.Tests.Digests;

/// <summary>How a digest looks in each of its forms.</summary>
public sealed class DigestRenderingTests
{
    private static readonly Sums Nothing = new(0, 0, 0);

    [Fact]
    public void As_Markdown() => Snapshot.Matches(DigestMarkdown.Render(SomeDigest.Rich()), "digest.md");

    [Fact]
    public void As_a_page() => Snapshot.Matches(DigestHtml.Render(SomeDigest.Rich()), "digest.html");

    [Fact]
    public void As_a_Slack_message() =>
        Snapshot.Matches(Pretty(SlackMessage.Of(DeliveryOf(SomeDigest.Rich()))), "digest.slack.json");

    [Fact]
    public void As_a_Teams_message() =>
        Snapshot.Matches(Pretty(TeamsMessage.Of(DeliveryOf(SomeDigest.Rich()))), "digest.teams.json");

    [Fact]
    public void A_window_without_items_is_short()
    {
        Digest digest = DigestBuilder.Build(SomeDigest.Material(Nothing, Nothing));

        Snapshot.Matches(DigestMarkdown.Render(digest), "digest-empty.md");
        DigestHtml.Render(digest).ShouldNotContain("Top failures");
    }

    [Fact]
    public void The_example_in_the_document_is_a_real_one() => Snapshot.MatchesPart(
        "~~~markdown\n" + DigestMarkdown.Render(SomeDigest.Rich()).TrimEnd() + "\n~~~", "docs/digests.md", "example");

    [Theory]
    [InlineData("day")]
    [InlineData("week")]
    public void Charts_are_well_formed_and_have_titles(string window)
    {
        Digest digest = DigestBuilder.Build(SomeDigest.Material(
            new Sums(10_000, 3, 1) { Failures = [("irrelevant_retrieval", 3, 2)] }, new Sums(10, 10, 1), window));

        foreach (string svg in (string[])
            [DaysChart.Render(digest.Days).ToString(), FailuresChart.Render(digest.TopFailures).ToString()])
        {
            XElement root = XElement.Parse(svg);
            XNamespace ns = root.Name.Namespace;
            root.Element(ns + "title")!.Value.ShouldBe((string)root.Attribute("aria-label")!);
            root.Descendants(ns + "g").ShouldAllBe(part => part.Element(ns + "title") != null);
            root.Descendants().Attributes()
                .Where(attribute => attribute.Name.LocalName is "height" or "width" && !attribute.Value.EndsWith('%'))
                .ShouldAllBe(attribute => double.Parse(attribute.Value) > 0);
        }
    }

    [Fact]
    public void A_message_to_Slack_keeps_to_its_limits()
    {
        JsonObject message = SlackMessage.Of(DeliveryOf(Longest()));

        JsonArray blocks = message["blocks"]!.AsArray();
        blocks.Count.ShouldBeLessThanOrEqualTo(50);
        string[] texts = [.. TextsOf(message)];
        texts.ShouldAllBe(text => text.Length <= 3_000);
        blocks[0]!["text"]!["text"]!.GetValue<string>().Length.ShouldBeLessThanOrEqualTo(150);
        WebhookBody.Write(message).Length.ShouldBeLessThan(13_500);
        texts.ShouldContain(text => text.EndsWith("has more."));
    }

    [Fact]
    public void A_message_to_Teams_keeps_to_its_limit() =>
        WebhookBody.Of(DeliveryOf(Longest()), WebhookFormats.Teams).Length.ShouldBeLessThan(20_000);

    internal static DigestDelivery DeliveryOf(Digest digest) => new()
    {
        Event = DigestDelivery.Written,
        DeliveryId = "dig_0123456789abcdef01234567",
        Organization = "acme",
        Digest = digest,
    };

    /// <summary>Every list and text as long as they can be.</summary>
    private static Digest Longest()
    {
        string sentence = string.Concat(Enumerable.Repeat("<&\"世界👍> ", 100));
        var example = new DigestExample
        {
            RunId = "run_fe63a1b20c4dab12",
            RunUrl = $"https://{new string('x', 200)}.example.com/",
            ItemIndex = int.MaxValue,
            ItemId = sentence[..300],
            Source = "output",
            Quote = sentence[..300],
            Finding = sentence[..500],
            RootCause = sentence[..500],
            SuggestedFix = sentence[..500],
        };
        Digest rich = SomeDigest.Rich();
        return rich with
        {
            ProjectName = new string('p', 100),
            TopFailures = [.. rich.TopFailures.Select(row => row with { Example = example })],
            Worse = [.. Enumerable.Repeat(rich.Worse[0], 24)],
            New = [.. Enumerable.Repeat(rich.New[0], 24)],
            Better = [.. Enumerable.Repeat(rich.Better[0], 24)],
            BrokenRuns = [.. Enumerable.Repeat(rich.BrokenRuns[0], 10)],
        };
    }

    private static IEnumerable<string> TextsOf(JsonNode? node) => node switch
    {
        JsonObject row => row.SelectMany(pair => TextsOf(pair.Value)),
        JsonArray list => list.SelectMany(TextsOf),
        JsonValue value when value.TryGetValue(out string? text) => [text],
        _ => [],
    };

    private static string Pretty(JsonObject message)
    {
        var options = new System.Text.Json.JsonSerializerOptions
        {
            WriteIndented = true,
            Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };
        return message.ToJsonString(options) + "\n";
    }
}
