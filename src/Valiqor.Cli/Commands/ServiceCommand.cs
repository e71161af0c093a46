using System.CommandLine;
using Valiqor.Cli.Progress;
using Valiqor.Client;

namespace Valiqor.Cli.Commands;

/// <summary>
/// A command that asks a service one thing and prints the answer: with the options to say which service, with
/// <c>--json</c>, and with a service for the time of the question where none runs.
/// </summary>
internal sealed class ServiceCommand : Command
{
    // A neighbour's service ends with its own work; another one is then found or started. Twice is already bad luck.
    private const int MaxServices = 3;

    private readonly Option<string?> _server = SharedOptions.Server();
    private readonly Option<string?> _apiKey = SharedOptions.ApiKey();
    private readonly Option<string?> _data = SharedOptions.Data();
    private readonly Option<string?> _storage = SharedOptions.Storage();
    private readonly Option<bool> _json = SharedOptions.Json();

    /// <param name="own">The command's own arguments and options, which stand first in its help.</param>
    /// <param name="ask">Asks, prints, and answers with the exit code.</param>
    public ServiceCommand(
        string name,
        string description,
        IReadOnlyList<Symbol> own,
        Func<Question, CancellationToken, Task<int>> ask)
        : base(name, description)
    {
        foreach (Symbol symbol in own)
        {
            if (symbol is Argument argument)
            {
                Add(argument);
            }
            else if (symbol is Option option)
            {
                Add(option);
            }
        }

        Add(_json);
        Add(_server);
        Add(_apiKey);
        Add(_data);
        Add(_storage);
        SetAction((parsed, cancellationToken) => AskAsync(parsed, ask, cancellationToken));
    }

    /// <summary>
    /// False for what must not be done twice: it is not asked of another service where a neighbour's ended meanwhile.
    /// </summary>
    public bool MayRepeat { get; init; } = true;

    private async Task<int> AskAsync(
        ParseResult parsed,
        Func<Question, CancellationToken, Task<int>> ask,
        CancellationToken cancellationToken)
    {
        var target = ServiceTarget.From(
            parsed.GetValue(_server), parsed.GetValue(_apiKey), parsed.GetValue(_data), parsed.GetValue(_storage));
        if (target.IsEmpty)
        {
            throw new UsageException(
                $"Nothing is kept in {target.DataDirectory} yet: run 'valiqor analyze FILE' first, or name a place "
                + "with --data DIR or --server URL.");
        }

        var terminal = Terminal.OfProcess();
        for (int services = 1; ; services++)
        {
            await using ServiceSession service = await ProgressView.ShowAsync(
                terminal,
                "Opening the service",
                () => ServiceSession.OpenAsync(target, TimeProvider.System, cancellationToken));
            var question = new Question(parsed, service.Valiqor, terminal) { AsJson = parsed.GetValue(_json) };
            try
            {
                return await ask(question, cancellationToken);
            }
            catch (ServiceUnavailableException)
                when (MayRepeat && service.IsNeighbour && !question.HasAnswered && services < MaxServices)
            {
                question.Note("The service that was running has ended; asking another one.");
            }
        }
    }
}
