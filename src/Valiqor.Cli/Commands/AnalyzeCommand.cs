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
            Description = "The items: .jsonl (one JSON object a line), .json (one array) or .csv (with a header row).",
        };
        var project = new Option<string?>("--project")
        {
            Description = "The project that the run belongs to. By default the file's name.",
            HelpName = "NAME",
        };
        var featureKind = new Option<string?>("--feature-kind")
        {
            Description =
                "What made the items: rag, agent, agentic_rag or generic_llm. By default told from the items.",
            HelpName = "KIND",
        };
        featureKind.Validators.Add(result =>
        {
            if (result.Tokens is [var kind] && kind.Value is not ("rag" or "agent" or "agentic_rag" or "generic_llm"))
            {
                result.AddError("--feature-kind is one of rag, agent, agentic_rag, generic_llm.");
            }
        });
        var json = new Option<bool>("--json")
        {
            Description = "Print the whole result as JSON, and nothing else on standard output.",
        };
        var server = new Option<string?>("--server")
        {
            Description = "A service that runs elsewhere. By default one is started for the time of the run.",
            HelpName = "URL",
        };
        var apiKey = new Option<string?>("--api-key")
        {
            Description = $"The key for --server. By default the environment's {ServiceTarget.KeyVariable}.",
            HelpName = "KEY",
        };
        Option<string?> data = SharedOptions.Data();
        Option<string?> storage = SharedOptions.Storage();

        var command = new Command("analyze", "Finds the failures in recorded items and says why they happened.")
        {
            file, project, featureKind, json, server, apiKey, data, storage,
        };
        command.SetAction((parsed, cancellationToken) =>
        {
            DatasetFile dataset = DatasetFile.Open(parsed.GetRequiredValue(file));
            var target = ServiceTarget.From(
                parsed.GetValue(server), parsed.GetValue(apiKey), parsed.GetValue(data), parsed.GetValue(storage));
            var analysis = new Analysis(
                dataset,
                string.IsNullOrWhiteSpace(parsed.GetValue(project))
                    ? dataset.DefaultProject
                    : parsed.GetRequiredValue(project)!,
                new AnalyzeOptions { FeatureKind = parsed.GetValue(featureKind) },
                target);
            return new AnalyzeSession(analysis, Terminal.OfProcess(), TimeProvider.System)
                .RunAsync(parsed.GetValue(json), cancellationToken);
        });
        return command;
    }
}

/// <summary>What to analyse, as what, and where.</summary>
internal sealed record Analysis(DatasetFile File, string Project, AnalyzeOptions Options, ServiceTarget Target);
