using System.CommandLine;
using Valiqor.Cli.Rendering;
using Valiqor.Client;

namespace Valiqor.Cli.Commands;

/// <summary><c>valiqor calibrate</c>: how far decisions can be trusted, by what reviewers decided.</summary>
internal static class CalibrateCommand
{
    public static Command Create()
    {
        Option<string?> project = SharedOptions.Project();
        Option<int> days = SharedOptions.Days();
        return new ServiceCommand(
            "calibrate",
            "Compares the decisions of the judge and of the rules with those of reviewers.",
            [project, days],
            async (question, cancellationToken) =>
            {
                Calibration calibration = await question.Client.GetCalibrationAsync(
                    question.Of(project), question.Of(days), cancellationToken);
                return await question.AnswerAsync(
                    calibration, WireJson.Default.Calibration, () => CalibrationReport.Of(calibration));
            });
    }
}
