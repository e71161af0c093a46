using Microsoft.Extensions.Logging;

namespace Valiqor.Service.Models.Calls;

/// <summary>
/// One question's search for a way to be asked. What it gives up is remembered once that was answered: a refusal may
/// have another reason than it names.
/// </summary>
/// <param name="mayLeaveFormat">False: the settings say how the answer's shape is told.</param>
internal sealed class Negotiation(DialectPage page, bool mayLeaveFormat, ILogger logger)
{
    private readonly List<Parameter> _givenUp = [];
    private bool _isFirst;

    public Dialect Dialect { get; private set; } = page.Dialect;

    /// <summary>True while no answer has shown that the model keeps to its schema.</summary>
    public bool IsOpen => !page.IsSettled;

    /// <summary>Waits until the model is known, or it is this question's turn to find out.</summary>
    public async Task EnterAsync(CancellationToken cancellationToken)
    {
        _isFirst = await page.EnterAsync(cancellationToken);
        Dialect = Dialect.And(page.Dialect);
    }

    public void Leave()
    {
        if (_isFirst)
        {
            _isFirst = false;
            page.PassOn();
        }
    }

    /// <returns>False if the refused parameter was given up already, or must not be.</returns>
    public bool TryNarrow(Parameter refused)
    {
        if ((refused == Parameter.AnswerFormat && !mayLeaveFormat) || Dialect.Without(refused) is not { } narrower)
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
            ModelLog.ModelParameterLeft(logger, parameter);
        }

        _givenUp.Clear();
    }
}
