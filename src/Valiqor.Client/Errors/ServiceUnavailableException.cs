namespace Valiqor.Client;

/// <summary>
/// The service could not be reached, did not answer in time, broke off, or failed (5xx). Trying later may help.
/// </summary>
public sealed class ServiceUnavailableException(string message, Problem? problem = null, Exception? inner = null)
    : ValiqorException(message, problem, inner);
