namespace Valiqor.Client;

/// <summary>The key is missing or unknown to the service (401), or may not do this (403).</summary>
public class AuthenticationException(string message, Problem? problem = null, Exception? inner = null)
    : ValiqorException(message, problem, inner);
