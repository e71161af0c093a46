using System.CommandLine;
using System.CommandLine.Help;

namespace Valiqor.Cli.Commands;

/// <summary>Every command, in the order that the help has them: from a first run to an administrator's work.</summary>
internal static class RootCommands
{
    public static RootCommand Create()
    {
        RootCommand root = Root();

        // Spellings of another system's, which completion would offer on every line.
        HelpOption help = root.Options.OfType<HelpOption>().Single();
        help.Aliases.Remove("/h");
        help.Aliases.Remove("/?");
        return root;
    }

    private static RootCommand Root() => new("Finds why an AI application fails.")
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
        CalibrateCommand.Create(),
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
