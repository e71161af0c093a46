namespace Valiqor.LocalHost.Azurite;

/// <summary>Azurite could not be started. The message says why and what to do about it.</summary>
public sealed class AzuriteException(string message, Exception? inner = null) : Exception(message, inner);
