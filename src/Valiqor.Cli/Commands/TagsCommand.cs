using System.CommandLine;
using System.Globalization;
using Valiqor.Cli.Rendering;
using Valiqor.Client;

namespace Valiqor.Cli.Commands;

/// <summary><c>valiqor tags RUN</c>: what was decided of single items.</summary>
internal static class TagsCommand
{
    private const string AllDecisions = "all";

    // More than fits on a screen; who wants them all pipes them or says so.
    private const int ShownOnTerminal = 50;

    public static Command Create()
    {
        Argument<string> run = SharedOptions.Run();
        Option<string?> decision = SharedOptions.OneOf(
            "--decision", "DECISION", "Only tags of this decision, by default fail.",
            "fail", "unsure", "pass", AllDecisions);
        var bucket = new Option<string?>("--bucket") { Description = "Only of this bucket.", HelpName = "ID" };
        var subcategory = new Option<string?>("--subcategory")
        {
            Description = "Only of this failure.",
            HelpName = "ID",
        };
        var severity = new Option<double?>("--min-severity")
        {
            Description = "Only of at least this severity, 0 to 5.",
            HelpName = "SEVERITY",
            CustomParser = result =>
            {
                bool isNumber = double.TryParse(
                    result.Tokens[0].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number);
                if (!isNumber || number is not (>= 0 and <= 5))
                {
                    result.AddError("--min-severity is a number from 0 to 5.");
                }

                return number;
            },
        };
        Option<int?> item = SharedOptions.Number("--item", "INDEX", "Only of this item, from 0.", 0, int.MaxValue);
        Option<string?> reviewed = SharedOptions.OneOf(
            "--reviewed", "BOOL", "Only those that a person has, or has not, looked at.", "true", "false");
        Option<int?> limit = SharedOptions.Number(
            "--limit",
            "ROWS",
            $"At most so many; 0 is all. By default {ShownOnTerminal} on a terminal, else all.",
            0,
            int.MaxValue);

        return new ServiceCommand(
            "tags",
            "Lists what fails item by item, with the words that show it.",
            [run, decision, bucket, subcategory, severity, item, reviewed, limit],
            async (question, cancellationToken) =>
            {
                string id = await question.RunOfAsync(run, cancellationToken);
                string? decisionIs = question.Of(decision) ?? "fail";
                var filter = new TagFilter
                {
                    Decision = decisionIs == AllDecisions ? null : decisionIs,
                    BucketId = question.Of(bucket),
                    SubcategoryId = question.Of(subcategory),
                    MinSeverity = question.Of(severity),
                    ItemIndex = question.Of(item),
                    IsReviewed = question.Of(reviewed) switch { "true" => true, "false" => false, _ => null },
                };
                int most = question.Of(limit) switch
                {
                    null => question is { AsJson: false, Terminal.Output: not null } ? ShownOnTerminal : int.MaxValue,
                    0 => int.MaxValue,
                    { } given => given,
                };
                return await PrintAsync(question, id, filter, most, cancellationToken);
            });
    }

    private static async Task<int> PrintAsync(
        Question question,
        string runId,
        TagFilter filter,
        int most,
        CancellationToken cancellationToken)
    {
        IAsyncEnumerable<FailureTag> tags = question.Client.GetTagsAsync(runId, filter, cancellationToken);
        if (question.AsJson)
        {
            await question.AnswerAsync(tags.Take(most), WireJson.Default.FailureTag, cancellationToken);
        }
        else if (question.Terminal.Output is null)
        {
            // However many there are: line by line, not as a table that is made ready first.
            await TagReport.WriteAsync(tags.Take(most), question.Answering, cancellationToken);
        }
        else
        {
            List<FailureTag> shown = await tags.Take(most == int.MaxValue ? most : most + 1)
                .ToListAsync(cancellationToken);
            bool isCut = shown.Count > most;
            question.Print(TagReport.Of([.. shown.Take(most)], runId, isCut));
        }

        return ExitCodes.Done;
    }
}
