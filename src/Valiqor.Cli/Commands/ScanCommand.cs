using System.CommandLine;

namespace Valiqor.Cli.Commands;

/// <summary><c>valiqor scan DIR</c>: what it takes. <see cref="ScanSession"/> does it.</summary>
internal static class ScanCommand
{
    public static Command Create()
    {
        var directory = new Argument<string>("DIR")
        {
            Description = "The application's sources: C#, Python, TypeScript, JavaScript and prompt files are read.",
        };
        var json = new Option<bool>("--json")
        {
            Description = "Print the context map as JSON, and nothing else on standard output.",
        };
        var output = new Option<string?>("--out")
        {
            Description = "Write the context map to this file.",
            HelpName = "FILE",
        };
        var upload = new Option<bool>("--upload")
        {
            Description = "Send the context map to the service; runs of the project then use it.",
        };
        var project = new Option<string?>("--project")
        {
            Description = "The project to upload to. By default the directory's name.",
            HelpName = "NAME",
        };
        var scanId = new Option<string?>("--scan-id")
        {
            Description = "The id to upload under; one that is there is replaced. By default a new one.",
            HelpName = "ID",
        };
        Option<string?> server = SharedOptions.Server();
        Option<string?> apiKey = SharedOptions.ApiKey();
        Option<string?> data = SharedOptions.Data();
        Option<string?> storage = SharedOptions.Storage();

        var command = new Command("scan", "Maps the prompts, tools and model calls of an application's sources.")
        {
            directory, json, output, upload, project, scanId, server, apiKey, data, storage,
        };
        command.SetAction((parsed, cancellationToken) =>
        {
            string path = parsed.GetRequiredValue(directory);
            ScanUploadTarget? target = parsed.GetValue(upload)
                ? new ScanUploadTarget(
                    parsed.GetValue(project) ?? DatasetFile.ProjectOf(new DirectoryInfo(path).Name),
                    parsed.GetValue(scanId),
                    ServiceTarget.From(
                        parsed.GetValue(server),
                        parsed.GetValue(apiKey),
                        parsed.GetValue(data),
                        parsed.GetValue(storage)))
                : parsed.GetValue(project) is null && parsed.GetValue(server) is null ? null
                : throw new UsageException("--project and --server say where to upload to: add --upload.");
            return new ScanSession(path, target, Terminal.OfProcess())
                .RunAsync(parsed.GetValue(json), parsed.GetValue(output), cancellationToken);
        });
        return command;
    }
}

/// <summary>Where a scan is uploaded to.</summary>
/// <param name="ScanId">Null for a new one.</param>
internal sealed record ScanUploadTarget(string Project, string? ScanId, ServiceTarget Service);
