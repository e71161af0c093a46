using System.CommandLine;
using Valiqor.Cli.Rendering;
using Valiqor.Client;

namespace Valiqor.Cli.Commands;

/// <summary><c>valiqor review TAG</c>: notes that a person has looked at a failure.</summary>
internal static class ReviewCommand
{
    private const string NoDecision = "none";

    public static Command Create()
    {
        var tag = new Argument<string>("TAG")
        {
            Description = "The tag as RUN.ITEM.FAILURE, where RUN is as in other commands: "
                + "3f6a91bc.12.contradiction_with_context.",
        };
        var issue = new Option<string?>("--issue-url")
        {
            Description = "Where the failure is followed up; '' unlinks it.",
            HelpName = "URL",
        };
        Option<string?> decision = SharedOptions.OneOf(
            "--decision", "DECISION", "What you decide yourself, for valiqor calibrate; none takes it back.",
            "fail", "pass", "unsure", NoDecision);
        var unreview = new Option<bool>("--unreview") { Description = "Take the mark back." };

        return new ServiceCommand(
            "review",
            "Marks a tag as looked at, says what you decide, or links it to an issue.",
            [tag, decision, issue, unreview],
            async (question, cancellationToken) =>
            {
                string id = await TagOfAsync(question.Client, question.Of(tag)!, cancellationToken);
                var update = new TagUpdate
                {
                    IsReviewed = !question.Of(unreview),
                    ReviewedDecision = question.Of(decision) is NoDecision ? "" : question.Of(decision),
                    IssueUrl = question.Of(issue),
                };
                UpdatedTag updated = await question.Client.UpdateTagAsync(id, update, cancellationToken);
                return await question.AnswerAsync(
                    updated, WireJson.Default.UpdatedTag, () => new Report().Line(TextOf(updated)));
            });
    }

    internal static string TextOf(UpdatedTag tag) =>
        $"{tag.TagId} is {(tag.IsReviewed ? "reviewed" : "not reviewed")}"
        + (tag.ReviewedDecision is { } decision ? $", decided as {decision}" : "")
        + (tag.IssueUrl is { Length: > 0 } issue ? $", see {issue}." : ".");

    /// <summary>The whole id: its first part may be short, as a run's.</summary>
    private static async Task<string> TagOfAsync(
        FailureAnalysisClient client,
        string text,
        CancellationToken cancellationToken)
    {
        int dot = text.IndexOf('.', StringComparison.Ordinal);
        return dot <= 0
            ? text
            : await RunFinder.FindAsync(client, text[..dot], cancellationToken) + text[dot..];
    }
}
