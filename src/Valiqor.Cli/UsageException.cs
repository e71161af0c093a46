namespace Valiqor.Cli;

/// <summary>The arguments cannot be used as they are; the message says why and what would do.</summary>
internal sealed class UsageException(string message) : Exception(message);
