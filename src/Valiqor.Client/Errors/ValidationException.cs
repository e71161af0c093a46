namespace Valiqor.Client;

/// <summary>The request is not one that the service takes (400, 422).</summary>
public class ValidationException(string message, Problem? problem = null, Exception? inner = null)
    : ValiqorException(message, problem, inner)
{
    /// <summary>What is wrong, place by place; empty where the message says it all.</summary>
    public IReadOnlyList<FieldProblem> FieldProblems => Problem?.Errors ?? [];
}
