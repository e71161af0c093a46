using System.CommandLine;
using Valiqor.Cli.Rendering;
using Valiqor.Client;

namespace Valiqor.Cli.Commands;

/// <summary><c>valiqor projects</c>: a name a line.</summary>
internal static class ProjectsCommand
{
    public static Command Create() => new ServiceCommand(
        "projects",
        "Lists the projects that have runs.",
        [],
        async (question, cancellationToken) =>
        {
            IReadOnlyList<string> names = await question.Client.GetProjectsAsync(cancellationToken);
            return await question.AnswerAsync(names, WireJson.Default.IReadOnlyListString, () => ReportOf(names));
        });

    private static Report ReportOf(IReadOnlyList<string> names)
    {
        var report = new Report();
        foreach (string name in names)
        {
            report.Line(Excerpt.Printable(name));
        }

        return names.Count == 0 ? report.Hint("No projects yet.") : report;
    }
}
