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
                + "or traces, .jsonl or .json, recognized by their content.",
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
            "What made the items; by default inferred from them.",
            "rag", "agent", "agentic_rag", "generic_llm");
        var estimate = new Option<bool>("--estimate")
        {
            Description = "Only say what the judge model would cost: items, calls, tokens, money. No run is started.",
        };
        var noJudge = new Option<bool>("--no-judge")
        {
            Description = "Leave the judge model out, also where one is set: the rules alone, at no cost.",
        };
        var keyFile = new Option<string?>("--openai-api-key-file")
        {
            Description = "A file with your own key for the judge model, for this run alone. "
                + $"By default {ClientSettingsReader.OpenaiKeyVariable}.",
            HelpName = "PATH",
        };
        Option<bool> gate = SharedOptions.Gate();
        Option<bool> json = SharedOptions.Json();
        Option<string?> server = SharedOptions.Server();
        Option<string?> apiKey = SharedOptions.ApiKey();
        Option<string?> data = SharedOptions.Data();
        Option<string?> storage = SharedOptions.Storage();

        var command = new Command("analyze", "Finds the failures in recorded items and says why they happened.")
        {
            file, project, featureKind, estimate, noJudge, keyFile, gate, json, server, apiKey, data, storage,
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
                new AnalyzeOptions
                {
                    FeatureKind = parsed.GetValue(featureKind),
                    RunJudge = !parsed.GetValue(noJudge),
                },
                target)
            {
                IsGate = parsed.GetValue(gate),
                OpenaiApiKey = parsed.GetValue(noJudge) ? null : OwnKeyFile.Read(parsed.GetValue(keyFile)),
            };
            return await RunAsync(analysis, parsed.GetValue(estimate), parsed.GetValue(json), cancellationToken);
        });
        return command;
    }

    private static async Task<int> RunAsync(
        Analysis analysis,
        bool estimates,
        bool asJson,
        CancellationToken cancellationToken)
    {
        var terminal = Terminal.OfProcess();
        bool isTraces = await TraceFile.HoldsTracesAsync(analysis.File, cancellationToken);
        return (isTraces, estimates) switch
        {
            (true, true) => throw new UsageException("Traces are not estimated: --estimate is for files of items."),
            (true, false) => await new TraceSession(analysis, terminal, TimeProvider.System)
                .RunAsync(asJson, cancellationToken),
            (false, true) => await new EstimateSession(analysis, terminal, TimeProvider.System)
                .RunAsync(asJson, cancellationToken),
            _ => await new AnalyzeSession(analysis, terminal, TimeProvider.System)
                .RunAsync(asJson, cancellationToken),
        };
    }
}

/// <summary>What to analyse, as what, and where.</summary>
/// <param name="NamedProject">As given or configured; null where the file is to name it.</param>
internal sealed record Analysis(DatasetFile File, string? NamedProject, AnalyzeOptions Options, ServiceTarget Target)
{
    public string Project => NamedProject ?? File.DefaultProject;

    /// <summary>The process is to end otherwise where the run says that a release should stop.</summary>
    public bool IsGate { get; init; }

    /// <summary>The caller's own key for the judge model, for this analysis alone; null: he gave none.</summary>
    public string? OpenaiApiKey { get; init; }

    /// <summary>Without keys.</summary>
    public override string ToString() => File.Name;
}
