using System.Text;
using Valiqor.Analysis.Scans;
using Valiqor.Cli.Progress;
using Valiqor.Cli.Rendering;
using Valiqor.Client;
using Valiqor.Scanner;

namespace Valiqor.Cli.Commands;

/// <summary>One scan from the directory to the printed or uploaded map.</summary>
internal sealed class ScanSession(string directory, ScanUploadTarget? target, Terminal terminal)
{
    private const string FileName = "context_map.json";

    public async Task<int> RunAsync(bool asJson, string? outputFile, CancellationToken cancellationToken)
    {
        ContextMap map = await ScanAsync(cancellationToken);
        string json = ContextMapJson.WriteReadable(map);
        if (outputFile is not null)
        {
            await File.WriteAllTextAsync(outputFile, json + "\n", cancellationToken);
        }

        if (asJson)
        {
            await terminal.PlainOutput.WriteLineAsync(json);
        }
        else if (terminal.Output is { } console)
        {
            ScanReport.Write(console, map);
        }
        else
        {
            ScanReport.Write(terminal.PlainOutput, map);
        }

        return target is null ? ExitCodes.Done : await UploadAsync(target, json, cancellationToken);
    }

    private async Task<ContextMap> ScanAsync(CancellationToken cancellationToken)
    {
        if (File.Exists(directory))
        {
            throw new UsageException($"{directory} is a file: name the directory that it is in.");
        }

        if (!Directory.Exists(directory))
        {
            throw new UsageException($"There is no directory {directory}.");
        }

        return await ProgressView.ShowAsync(
            terminal,
            $"Reading {directory}",
            () => Task.Run(
                () => SourceScanner.Scan(directory, TimeProvider.System.GetUtcNow(), cancellationToken),
                cancellationToken));
    }

    private async Task<int> UploadAsync(ScanUploadTarget to, string json, CancellationToken cancellationToken)
    {
        await using ServiceSession service = await ProgressView.ShowAsync(
            terminal,
            "Starting the local service",
            () => ServiceSession.OpenAsync(to.Service, TimeProvider.System, cancellationToken));
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(json));
        ScanUpload upload = await ProgressView.ShowAsync(
            terminal,
            $"Sending the map of {directory}",
            () => service.Valiqor.Scans.UploadAsync(
                to.Project, [new ScanUploadFile(FileName, content)], to.ScanId, cancellationToken));
        await terminal.PlainNotices.WriteLineAsync($"Scan {upload.ScanId} of {upload.ProjectName}: {upload.Message}");
        return upload.Status == "success" ? ExitCodes.Done : ExitCodes.Failed;
    }
}
