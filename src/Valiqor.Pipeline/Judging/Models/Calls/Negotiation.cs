using Microsoft.Extensions.Logging;

namespace Valiqor.Pipeline.Judging.Models.Calls;

/// <summary>
/// One question's search for a way to be asked. What it gives up is remembered once that was answered: a refusal may
/// have another reason than it names.
/// </summary>
internal sealed class Negotiation(DialectPage page, ILogger logger) : IDisposable
{
    private readonly List<Parameter> _givenUp = [];

    public required bool IsFirst { get; init; }

    /// <summary>False: the settings say how the answer's shape is told.</summary>
    public required bool MayLeaveFormat { get; init; }

    public Dialect Dialect { get; private set; } = page.Dialect;

    /// <summary>True while no answer has shown that the model keeps to its schema.</summary>
    public bool IsOpen => !page.IsSettled;

    /// <returns>False if the refused parameter was given up already, or must not be.</returns>
    public bool TryNarrow(Parameter refused)
    {
        if ((refused == Parameter.AnswerFormat && !MayLeaveFormat) || Dialect.Without(refused) is not { } narrower)
        {
            return false;
        }

        _givenUp.Add(refused);
        Dialect = narrower;
        return true;
    }

    public void Settle()
    {
        page.Settle(Dialect);
        foreach (Parameter parameter in _givenUp)
        {
            Log.ModelParameterLeft(logger, parameter);
        }

        _givenUp.Clear();
    }

    public void Dispose()
    {
        if (IsFirst)
        {
            page.PassOn();
        }
    }
}
