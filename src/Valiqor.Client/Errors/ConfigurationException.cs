namespace Valiqor.Client;

/// <summary>The client is not told enough, or something false, to make a call. Nothing was sent.</summary>
public sealed class ConfigurationException(string message, Exception? inner = null)
    : ValiqorException(message, null, inner);
