using System.CommandLine;
using Valiqor.Cli.Rendering;
using Valiqor.Client;

namespace Valiqor.Cli.Commands;

/// <summary><c>valiqor insights</c>: what fails most, over days.</summary>
internal static class InsightsCommand
{
    public static Command Create()
    {
        Option<string?> project = SharedOptions.Project();
        Option<int> days = SharedOptions.Days();
        return new ServiceCommand(
            "insights",
            "Shows what fails most often, over all runs of the last days.",
            [project, days],
            async (question, cancellationToken) =>
            {
                InsightsSummary insights = await question.Client.GetInsightsAsync(
                    question.Of(project), question.Of(days), cancellationToken);
                return await question.AnswerAsync(
                    insights,
                    WireJson.Default.InsightsSummary,
                    () => InsightsReport.Of(insights, TimeProvider.System.GetUtcNow()));
            });
    }
}
