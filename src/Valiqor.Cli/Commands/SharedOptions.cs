using System.CommandLine;

namespace Valiqor.Cli.Commands;

/// <summary>Options that several commands have.</summary>
internal static class SharedOptions
{
    public static Option<string?> Data() => new("--data")
    {
        Description = $"Where runs and the key are kept. By default {ServiceTarget.DefaultDataDirectory}.",
        HelpName = "DIR",
    };

    public static Option<string?> Storage() => new("--storage")
    {
        Description = "An Azure Storage connection string. By default Azurite keeps everything in the data directory.",
        HelpName = "CONNECTION",
    };
}
