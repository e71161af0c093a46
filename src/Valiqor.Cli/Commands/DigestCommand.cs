using System.CommandLine;
using System.Globalization;
using System.Text;
using Valiqor.Client;

namespace Valiqor.Cli.Commands;

/// <summary><c>valiqor digest</c>: what changed in a project, as a text to read or to send.</summary>
internal static class DigestCommand
{
    public static Command Create()
    {
        var project = new Option<string?>("--project")
        {
            Description = $"The project to report on. By default {ClientSettingsReader.ProjectVariable}.",
            HelpName = "NAME",
        };
        Option<string?> window = SharedOptions.OneOf(
            "--window", "WINDOW", "How many days; by default as the service is set.",
            DigestWindows.Day, DigestWindows.Week);
        Option<DateOnly?> date = Date();
        Option<string?> format = SharedOptions.OneOf(
            "--format", "FORMAT", "By default as the file's name ends, else markdown.",
            DigestFormats.Markdown, DigestFormats.Html, DigestFormats.Json);
        var output = new Option<string?>("--out")
        {
            Description = "The file to write to. By default standard output.",
            HelpName = "FILE",
        };
        return new ServiceCommand(
            "digest",
            "Says what got worse, what is new and what got better in a project.",
            [project, window, date, format, output],
            async (question, cancellationToken) =>
            {
                string? file = question.Of(output);
                string asked = question.AsJson ? DigestFormats.Json : question.Of(format) ?? FormatOf(file);
                string text = await AskAsync(
                    question, question.Of(project), asked, question.Of(window), question.Of(date), cancellationToken);
                return await WriteAsync(question, text, file, cancellationToken);
            });
    }

    private static async Task<string> AskAsync(
        Question question,
        string? project,
        string format,
        string? window,
        DateOnly? date,
        CancellationToken cancellationToken)
    {
        try
        {
            return await question.Client.GetDigestTextAsync(project, format, window, date, cancellationToken);
        }
        catch (ArgumentException e) when (e.ParamName == nameof(project))
        {
            throw new UsageException(
                $"A digest is of one project: give --project NAME or set {ClientSettingsReader.ProjectVariable}.");
        }
    }

    private static async Task<int> WriteAsync(
        Question question,
        string text,
        string? file,
        CancellationToken cancellationToken)
    {
        if (file is null)
        {
            await question.Terminal.PlainOutput.WriteLineAsync(text.AsMemory().TrimEnd('\n'), cancellationToken);
        }
        else
        {
            await File.WriteAllTextAsync(file, text, new UTF8Encoding(false), cancellationToken);
            question.Note($"The digest is in {file}.");
        }

        return ExitCodes.Done;
    }

    private static Option<DateOnly?> Date() => new("--date")
    {
        Description = "The last day, UTC, as 2026-03-02. By default today so far.",
        HelpName = "DAY",
        CustomParser = result =>
        {
            if (DateOnly.TryParseExact(
                result.Tokens[0].Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, default, out DateOnly day))
            {
                return day;
            }

            result.AddError("--date is a day such as 2026-03-02.");
            return null;
        },
    };

    private static string FormatOf(string? file) => Path.GetExtension(file)?.ToUpperInvariant() switch
    {
        ".HTML" or ".HTM" => DigestFormats.Html,
        ".JSON" => DigestFormats.Json,
        _ => DigestFormats.Markdown,
    };
}
