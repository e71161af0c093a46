using System.CommandLine;

namespace Valiqor.Cli.Commands;

/// <summary>Every command, in the order that the help has them: from a first run to an administrator's work.</summary>
internal static class RootCommands
{
    public static RootCommand Create() => new("Finds why an AI application fails.")
    {
        AnalyzeCommand.Create(),
        WatchCommand.Create(),
        CancelCommand.Create(),
        RunsCommand.Create(),
        RunCommand.Create(),
        TagsCommand.Create(),
        ReviewCommand.Create(),
        InsightsCommand.Create(),
        TrendsCommand.Create(),
        DigestCommand.Create(),
        ProjectsCommand.Create(),
        TaxonomyCommand.Create(),
        ScanCommand.Create(),
        ServeCommand.Create(),
        KeysCommand.Create(),
        UsageCommand.Create(),
        CompletionCommand.Create(),
    };
}
