namespace Valiqor.Client;

/// <summary>The key is known, and may not do this (403).</summary>
public sealed class PermissionException(string message, Problem? problem = null, Exception? inner = null)
    : AuthenticationException(message, problem, inner);
