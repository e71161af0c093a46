namespace Valiqor.Client;

/// <summary>
/// The service refused a call or could not answer it. The message is a sentence that can be shown as it is.
/// </summary>
public class ValiqorException : Exception
{
    /// <summary>A refusal, or a call without an answer.</summary>
    /// <param name="message">A sentence that names the fault and the cure.</param>
    /// <param name="problem">The refusal as the service wrote it.</param>
    /// <param name="inner">What lies below it, such as a broken connection.</param>
    public ValiqorException(string message, Problem? problem = null, Exception? inner = null)
        : base(message, inner) =>
        Problem = problem;

    /// <summary>The refusal as the service wrote it; null where there was no answer or none in that form.</summary>
    public Problem? Problem { get; }

    /// <summary>The HTTP status, 400–599; null where there was no answer.</summary>
    public int? StatusCode { get; init; }

    /// <summary>A short stable word for programs, where the service gave one.</summary>
    public string? Code => Problem?.Code;

    /// <summary>What to name to the operators of the service.</summary>
    public string? RequestId => Problem?.RequestId;
}
