using System.CommandLine;
using Valiqor.Client;

namespace Valiqor.Cli.Commands;

/// <summary><c>valiqor analyze FILE</c>: what it takes. <see cref="AnalyzeSession"/> does it.</summary>
internal static class AnalyzeCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE")
        {
            Description = "The items: .jsonl (one JSON object a line), .json (one array) or .csv (with a header row); "
                + "or traces, .jsonl or .json, told by their content.",
        };
        var project = new Option<string?>("--project")
        {
            Description = "The project that the run belongs to. "
                + $"By default {ClientSettingsReader.ProjectVariable}, else the file's name.",
            HelpName = "NAME",
        };
        Option<string?> featureKind = SharedOptions.OneOf(
            "--feature-kind",
            "KIND",
            "What made the items; by default told from them.",
            "rag", "agent", "agentic_rag", "generic_llm");
        Option<bool> gate = SharedOptions.Gate();
        Option<bool> json = SharedOptions.Json();
        Option<string?> server = SharedOptions.Server();
        Option<string?> apiKey = SharedOptions.ApiKey();
        Option<string?> data = SharedOptions.Data();
        Option<string?> storage = SharedOptions.Storage();

        var command = new Command("analyze", "Finds the failures in recorded items and says why they happened.")
        {
            file, project, featureKind, gate, json, server, apiKey, data, storage,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            DatasetFile dataset = DatasetFile.Open(parsed.GetRequiredValue(file));
            var target = ServiceTarget.From(
                parsed.GetValue(server), parsed.GetValue(apiKey), parsed.GetValue(data), parsed.GetValue(storage));
            string? named = parsed.GetValue(project);
            var analysis = new Analysis(
                dataset,
                string.IsNullOrWhiteSpace(named) ? target.Project : named,
                new AnalyzeOptions { FeatureKind = parsed.GetValue(featureKind) },
                target)
            {
                IsGate = parsed.GetValue(gate),
            };
            return await TraceFile.HoldsTracesAsync(dataset, cancellationToken)
                ? await new TraceSession(analysis, Terminal.OfProcess(), TimeProvider.System)
                    .RunAsync(parsed.GetValue(json), cancellationToken)
                : await new AnalyzeSession(analysis, Terminal.OfProcess(), TimeProvider.System)
                    .RunAsync(parsed.GetValue(json), cancellationToken);
        });
        return command;
    }
}

/// <summary>What to analyse, as what, and where.</summary>
/// <param name="NamedProject">As given or configured; null where the file is to name it.</param>
internal sealed record Analysis(DatasetFile File, string? NamedProject, AnalyzeOptions Options, ServiceTarget Target)
{
    public string Project => NamedProject ?? File.DefaultProject;

    /// <summary>The process is to end otherwise where the run says that a release should stop.</summary>
    public bool IsGate { get; init; }
}
