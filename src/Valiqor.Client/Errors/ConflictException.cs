namespace Valiqor.Client;

/// <summary>The state of the run does not allow it, as with a cancel of a finished run (409).</summary>
public sealed class ConflictException(string message, Problem? problem = null, Exception? inner = null)
    : ValiqorException(message, problem, inner);
