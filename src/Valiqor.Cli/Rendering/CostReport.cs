using System.Globalization;
using Valiqor.Client;

namespace Valiqor.Cli.Rendering;

/// <summary>What judging a file would cost.</summary>
internal static class CostReport
{
    /// <param name="faults">Lines of the file that are no items.</param>
    public static Report Of(CostEstimate estimate, int faults)
    {
        var table = new TableView(
            Number("Items"),
            Number("To judge"),
            Number("Calls"),
            Number("Tokens in"),
            Number("Tokens out"),
            Number("Kept"),
            Number("Cost"));
        table.Add(
            Count(estimate.Items),
            Count(estimate.ItemsToJudge),
            Count(estimate.Calls),
            Count(estimate.PromptTokens),
            Count(estimate.CompletionTokens),
            Count(estimate.KeptAnswers),
            estimate.EstimatedCost is { } cost
                ? new Cell(ReportText.Cost(cost)) { Exact = cost.ToString(CultureInfo.InvariantCulture) }
                : new Cell("unknown", Tone.Dim) { Exact = "" });
        Report report = new Report().Table(table);
        if (faults > 0)
        {
            report.Line($"Not reckoned: {ReportText.Count(faults, "line")} that no item can be read from.");
        }

        if (estimate.Reason is { } reason)
        {
            report.Line(reason, estimate.IsWithinBudget ? Tone.Plain : Tone.Bad);
        }

        return estimate.Model is { } model
            ? report.Hint($"Of {model}: tokens in are counted, tokens out are an estimate. No run was started.")
            : report.Hint("To set a model: Valiqor__Judge__Model__Name and …__ApiKey, see README.md.");
    }

    private static Column Number(string name) => new(name) { IsNumber = true };

    private static Cell Count(long count) => new(count.ToString("N0", CultureInfo.InvariantCulture))
    {
        Exact = count.ToString(CultureInfo.InvariantCulture),
    };
}
