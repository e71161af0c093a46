using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Valiqor.Cli.Rendering;
using Valiqor.Client;

namespace Valiqor.Cli.Commands;

/// <summary>What a command was asked, of which service, and where the answer goes.</summary>
internal sealed class Question(ParseResult parsed, ValiqorClient valiqor, Terminal terminal)
{
    private static readonly byte[] NewLine = "\n"u8.ToArray();

    public ValiqorClient Valiqor => valiqor;

    public FailureAnalysisClient Client => valiqor.FailureAnalysis;

    public Terminal Terminal => terminal;

    public required bool AsJson { get; init; }

    /// <summary>Something stands on standard output.</summary>
    public bool HasAnswered { get; private set; }

    public T? Of<T>(Option<T> option) => parsed.GetValue(option);

    public T? Of<T>(Argument<T> argument) => parsed.GetValue(argument);

    /// <summary>The whole id of the run that was named.</summary>
    public Task<string> RunOfAsync(Argument<string> run, CancellationToken cancellationToken) =>
        RunFinder.FindAsync(Client, parsed.GetRequiredValue(run), cancellationToken);

    /// <summary>Prints the answer: its JSON where that was asked for, else the report of it.</summary>
    public async Task<int> AnswerAsync<T>(T answer, JsonTypeInfo<T> type, Func<Report> report)
    {
        HasAnswered = true;
        if (AsJson)
        {
            await using Stream output = Console.OpenStandardOutput();
            await JsonSerializer.SerializeAsync(output, answer, type);
            await output.WriteAsync(NewLine);
        }
        else
        {
            Print(report());
        }

        return ExitCodes.Done;
    }

    /// <summary>Prints a list as JSON while it arrives.</summary>
    public async Task AnswerAsync<T>(
        IAsyncEnumerable<T> rows,
        JsonTypeInfo<T> type,
        CancellationToken cancellationToken)
    {
        await using Stream output = Console.OpenStandardOutput();
        byte[] separator = "["u8.ToArray();
        bool any = false;
        await foreach (T row in rows.WithCancellation(cancellationToken))
        {
            HasAnswered = true;
            await output.WriteAsync(separator, cancellationToken);
            await JsonSerializer.SerializeAsync(output, row, type, cancellationToken);
            separator = ",\n"u8.ToArray();
            any = true;
        }

        await output.WriteAsync(any ? "]\n"u8.ToArray() : "[]\n"u8.ToArray(), cancellationToken);
    }

    public void Print(Report report)
    {
        HasAnswered = true;
        if (terminal.Output is { } console)
        {
            report.WriteTo(console);
        }
        else
        {
            report.WriteTo(terminal.PlainOutput);
        }
    }

    /// <summary>Standard output itself, for what comes line by line.</summary>
    public TextWriter Answering()
    {
        HasAnswered = true;
        return terminal.PlainOutput;
    }

    /// <summary>Says something beside the answer, which redirected output must not have in it.</summary>
    public void Note(string text) => terminal.PlainNotices.WriteLine(text);
}
