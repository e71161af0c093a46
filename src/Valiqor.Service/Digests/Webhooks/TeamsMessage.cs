using System.Text.Json.Nodes;
using Valiqor.Client;
using Valiqor.Service.Digests.Rendering;
using Valiqor.Service.Ground;

namespace Valiqor.Service.Digests.Webhooks;

/// <summary>A digest as the message that a Teams workflow ("When a Teams webhook request is received") posts.</summary>
/// <remarks>
/// Teams refuses messages of 28 KB, in practice from 21 KB on. What applications said stands in text runs: those are
/// never read as Markdown, which text blocks are.
/// </remarks>
internal static class TeamsMessage
{
    private const int BodyBytes = 18_000;
    private const int TextCharacters = 300;
    private const int RowsShown = 5;

    public static JsonObject Of(DigestDelivery delivery)
    {
        Digest digest = delivery.Digest;
        var body = new MessageParts(BodyBytes);
        body.Add(
            Text($"{SlackMessage.TitleOf(delivery)}: {DigestWords.Days(digest)}", "large", isBold: true),
            Text(digest.Headline, "medium"),
            Figures(digest));
        AddChanges(body, "What got worse", digest.Worse);
        AddChanges(body, "What is new", digest.New);
        AddChanges(body, "What got better", digest.Better);
        foreach (DigestRun run in digest.BrokenRuns.Take(RowsShown))
        {
            body.Add(Text($"Run {run.RunId} {run.Status}"));
        }

        foreach (DigestFailure failure in digest.TopFailures)
        {
            AddFailure(body, failure, digest);
        }

        if (body.IsShortened)
        {
            body.All.Add(Text("The written digest has more."));
        }

        return Message(body.All, digest.Url);
    }

    private static JsonObject Message(JsonArray body, string? url)
    {
        var card = new JsonObject
        {
            ["$schema"] = "http://adaptivecards.io/schemas/adaptive-card.json",
            ["type"] = "AdaptiveCard",
            ["version"] = "1.4",
            ["msteams"] = new JsonObject { ["width"] = "Full" },
            ["body"] = body,
        };
        if (url is not null)
        {
            card["actions"] = new JsonArray
            {
                new JsonObject { ["type"] = "Action.OpenUrl", ["title"] = "This digest in the service", ["url"] = url },
            };
        }

        return new JsonObject
        {
            ["type"] = "message",
            ["attachments"] = new JsonArray
            {
                new JsonObject
                {
                    ["contentType"] = "application/vnd.microsoft.card.adaptive",
                    ["contentUrl"] = null,
                    ["content"] = card,
                },
            },
        };
    }

    private static JsonObject Figures(Digest digest) => new()
    {
        ["type"] = "FactSet",
        ["facts"] = new JsonArray
        {
            Fact("Failure rate", DigestWords.Rate(digest.Now)),
            Fact("Before", DigestWords.Rate(digest.Before)),
            Fact("Items", DigestWords.Number(digest.Now.Items)),
            Fact("Unsafe items", DigestWords.Number(digest.Security.UnsafeItems)),
            Fact("Runs failed or cancelled", DigestWords.Number(digest.Now.FailedRuns + digest.Now.CancelledRuns)),
        },
    };

    private static void AddChanges(MessageParts body, string title, IReadOnlyList<DigestChange> changes)
    {
        if (changes.Count > 0)
        {
            var facts = new JsonArray(
            [
                .. from change in changes.Take(RowsShown)
                   select Fact(change.SubcategoryName, DigestWords.Step(change)),
            ]);
            body.Add(
                Text(title, "medium", isBold: true), new JsonObject { ["type"] = "FactSet", ["facts"] = facts });
        }
    }

    private static void AddFailure(MessageParts body, DigestFailure failure, Digest digest)
    {
        string share = DigestWords.Share(failure.Failures, failure.Rate, digest.Now.Items);
        IEnumerable<string> lines = failure.Example is { } example
            ? [share, .. DigestWords.Lines(example), $"Seen in {example.RunId}, {DigestWords.Place(example)}"]
            : [share];
        body.Add(
            [Text(failure.SubcategoryName, "medium", isBold: true), .. lines.Select(line => Text(line))]);
    }

    private static JsonObject Fact(string title, string value) => new() { ["title"] = title, ["value"] = value };

    private static JsonObject Text(string text, string size = "default", bool isBold = false) => new()
    {
        ["type"] = "RichTextBlock",
        ["inlines"] = new JsonArray
        {
            new JsonObject
            {
                ["type"] = "TextRun",
                ["text"] = Texts.Cut(Escapes.OneLine(text), TextCharacters),
                ["size"] = size,
                ["weight"] = isBold ? "bolder" : "default",
            },
        },
    };
}
