namespace Valiqor.Client;

/// <summary>Nothing of this organization has that id (404).</summary>
public sealed class NotFoundException(string message, Problem? problem = null, Exception? inner = null)
    : ValiqorException(message, problem, inner);
