using System.CommandLine;
using Valiqor.Cli.Rendering;
using Valiqor.Client;

namespace Valiqor.Cli.Commands;

/// <summary><c>valiqor usage</c>: what of the month's limits is used.</summary>
internal static class UsageCommand
{
    public static Command Create()
    {
        var organization = new Option<string?>("--organization")
        {
            Description = "Another organization than the key's own; needs the administrator's key.",
            HelpName = "NAME",
        };
        return new ServiceCommand(
            "usage",
            "Shows what an organization has used this month.",
            [organization],
            async (question, cancellationToken) =>
            {
                Usage usage = await question.Valiqor.Keys.GetUsageAsync(question.Of(organization), cancellationToken);
                return await question.AnswerAsync(usage, WireJson.Default.Usage, () => KeyReport.Of(usage));
            });
    }
}
