using System.Text.Json.Nodes;
using Valiqor.Client;
using Valiqor.Service.Digests.Rendering;
using Valiqor.Service.Ground;

namespace Valiqor.Service.Digests.Webhooks;

/// <summary>A digest as a Slack message of Block Kit.</summary>
/// <remarks>
/// Slack refuses a message whole that is too long anywhere: 50 blocks, 150 characters a header, 3,000 a text, and some
/// 13,000 over all blocks, which is not documented. What applications said stands in blocks of plain text, where Slack
/// reads no markup, and in the blocks that have markup nothing is of theirs.
/// </remarks>
internal static class SlackMessage
{
    private const int BlockBytes = 12_000;
    private const int HeaderCharacters = 150;
    private const int TextCharacters = 300;
    private const int NoticeCharacters = 1_000;
    private const int RowsShown = 5;

    public static JsonObject Of(DigestDelivery delivery)
    {
        Digest digest = delivery.Digest;
        string title = $"{TitleOf(delivery)}: {DigestWords.Days(digest)}";
        var blocks = new MessageParts(BlockBytes);
        blocks.Add(
            new JsonObject { ["type"] = "header", ["text"] = Plain(title, HeaderCharacters) },
            Section(Marked($"*{Escapes.ForSlack(digest.Headline)}*")),
            Figures(digest));
        AddChanges(blocks, "What got worse", digest.Worse);
        AddChanges(blocks, "What is new", digest.New);
        AddChanges(blocks, "What got better", digest.Better);
        AddBrokenRuns(blocks, digest);
        foreach (DigestFailure failure in digest.TopFailures)
        {
            AddFailure(blocks, failure, digest);
        }

        if (Footer(digest, blocks.IsShortened) is { } footer)
        {
            blocks.All.Add(new JsonObject { ["type"] = "context", ["elements"] = new JsonArray { Marked(footer) } });
        }

        return new JsonObject
        {
            ["text"] = Escapes.ForSlack(Cut($"{title}. {digest.Headline}", NoticeCharacters)),
            ["blocks"] = blocks.All,
        };
    }

    /// <summary>The project, and whose it is where it is not the owner's.</summary>
    public static string TitleOf(DigestDelivery delivery) => delivery.Organization == Layout.OwnOrganization
        ? delivery.Digest.ProjectName
        : $"{delivery.Digest.ProjectName} ({delivery.Organization})";

    private static JsonObject Figures(Digest digest) => new()
    {
        ["type"] = "section",
        ["fields"] = new JsonArray
        {
            Field("Failure rate", DigestWords.Rate(digest.Now)),
            Field("Items", DigestWords.Number(digest.Now.Items)),
            Field("Unsafe items", DigestWords.Number(digest.Security.UnsafeItems)),
            Field("Runs failed or cancelled", DigestWords.Number(digest.Now.FailedRuns + digest.Now.CancelledRuns)),
        },
    };

    private static void AddChanges(MessageParts blocks, string title, IReadOnlyList<DigestChange> changes)
    {
        if (changes.Count > 0)
        {
            IEnumerable<string> lines =
                from change in changes.Take(RowsShown)
                select $"• {Escapes.ForSlack(change.SubcategoryName)}: {DigestWords.Step(change)}";
            blocks.Add(Section(Marked($"*{title}*\n{string.Join('\n', lines)}")));
        }
    }

    private static void AddBrokenRuns(MessageParts blocks, Digest digest)
    {
        if (digest.BrokenRuns.Count > 0)
        {
            IEnumerable<string> lines =
                from run in digest.BrokenRuns.Take(RowsShown)
                select $"• {Link(run.RunId, run.Url)} {Escapes.ForSlack(run.Status)}";
            blocks.Add(Section(Marked($"*Runs that failed or were cancelled*\n{string.Join('\n', lines)}")));
        }
    }

    private static void AddFailure(MessageParts blocks, DigestFailure failure, Digest digest)
    {
        string share = DigestWords.Share(failure.Failures, failure.Rate, digest.Now.Items);
        string seen = failure.Example is { } shown ? $" · {Link(shown.RunId, shown.RunUrl)}" : "";
        blocks.Add(
        [
            new JsonObject { ["type"] = "divider" },
            Section(Marked($"*{Escapes.ForSlack(failure.SubcategoryName)}*\n{share}{seen}")),
            .. from line in failure.Example is { } example ? DigestWords.Lines(example) : []
               select Section(Plain(line, TextCharacters)),
        ]);
    }

    private static string? Footer(Digest digest, bool isShortened)
    {
        string? link = digest.Url is { } url ? $"<{Escapes.ForSlack(url)}|This digest in the service>" : null;
        return isShortened ? $"{link ?? "The written digest"} has more." : link;
    }

    private static string Link(string word, string? url) =>
        url is null ? Escapes.ForSlack(word) : $"<{Escapes.ForSlack(url)}|{Escapes.ForSlack(word)}>";

    private static JsonObject Section(JsonObject text) => new() { ["type"] = "section", ["text"] = text };

    private static JsonObject Field(string name, string value) => Marked($"*{name}*\n{value}");

    private static JsonObject Marked(string text) =>
        new() { ["type"] = "mrkdwn", ["text"] = text, ["verbatim"] = true };

    private static JsonObject Plain(string text, int limit) => new()
    {
        ["type"] = "plain_text",
        ["text"] = Escapes.ForSlack(Cut(text, limit)),
        ["emoji"] = false,
    };

    private static string Cut(string text, int limit) => Texts.Cut(Escapes.OneLine(text), limit)!;
}
