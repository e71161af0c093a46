using System.CommandLine;
using Valiqor.Cli.Rendering;
using Valiqor.Client;

namespace Valiqor.Cli.Commands;

/// <summary><c>valiqor trends</c>: whether it gets better, day by day.</summary>
internal static class TrendsCommand
{
    public static Command Create()
    {
        Option<string?> project = SharedOptions.Project();
        Option<int> days = SharedOptions.Days();
        return new ServiceCommand(
            "trends",
            "Shows day by day how much fails, and whether it gets better.",
            [project, days],
            async (question, cancellationToken) =>
            {
                Trends trends = await question.Client.GetTrendsAsync(
                    question.Of(project), question.Of(days), cancellationToken);
                return await question.AnswerAsync(
                    trends, WireJson.Default.Trends, () => TrendsReport.Of(trends));
            });
    }
}
