using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Valiqor.Client;

namespace Valiqor.Cli.Commands;

/// <summary>Options that several commands have.</summary>
internal static class SharedOptions
{
    public static Option<string?> Server() => new("--server")
    {
        Description = $"A service that runs elsewhere. By default {ClientSettingsReader.BaseUrlVariable}, else the one "
            + "of the data directory, started for the duration of the command where none runs.",
        HelpName = "URL",
    };

    public static Option<string?> ApiKey() => new("--api-key")
    {
        Description = $"The key for the service. By default {ClientSettingsReader.ApiKeyVariable}.",
        HelpName = "KEY",
    };

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

    public static Option<bool> Json() => new("--json")
    {
        Description = "Print the answer as JSON, and nothing else on standard output.",
    };

    public static Option<bool> Gate() => new("--gate")
    {
        Description = $"End with {ExitCodes.Gate} where the run says that a release should stop.",
    };

    public static Option<string?> Project() => new("--project")
    {
        Description = $"Only this project. By default {ClientSettingsReader.ProjectVariable}; '' is all of them.",
        HelpName = "NAME",
    };

    public static Option<int> Days() => Number("--days", "DAYS", "How many days, the last of them today.", 30, 1, 365);

    public static Argument<string> Run() => new("RUN")
    {
        Description = "The run: its id, an end or beginning of the id that no other has, or 'latest'.",
    };

    /// <summary>One of a few words, which completion knows.</summary>
    public static Option<string?> OneOf(string name, string helpName, string description, params string[] words)
    {
        var option = new Option<string?>(name)
        {
            Description = $"{description} One of {string.Join(", ", words)}.",
            HelpName = helpName,
        };
        option.CompletionSources.Add(words);
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var word] && !words.Contains(word.Value))
            {
                result.AddError($"{name} is one of {string.Join(", ", words)}.");
            }
        });
        return option;
    }

    /// <summary>A number that need not be given.</summary>
    public static Option<int?> Number(string name, string helpName, string description, int least, int most) =>
        new(name)
        {
            Description = description,
            HelpName = helpName,
            CustomParser = result => Parse(result, name, least, most),
        };

    public static Option<int> Number(
        string name,
        string helpName,
        string description,
        int byDefault,
        int least,
        int most) => new(name)
    {
        Description = description,
        HelpName = helpName,
        DefaultValueFactory = _ => byDefault,
        CustomParser = result => Parse(result, name, least, most),
    };

    private static int Parse(ArgumentResult result, string name, int least, int most)
    {
        bool isNumber = int.TryParse(
            result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out int number);
        if (!isNumber || number < least || number > most)
        {
            result.AddError(most == int.MaxValue
                ? string.Create(CultureInfo.InvariantCulture, $"{name} is a number of {least} or more.")
                : string.Create(CultureInfo.InvariantCulture, $"{name} is a number from {least} to {most}."));
        }

        return number;
    }
}
