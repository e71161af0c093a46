namespace Valiqor.LocalHost;

/// <summary>Another host uses the data directory.</summary>
public sealed class DataDirectoryInUseException(string path)
    : IOException($"Another valiqor uses {path}: stop it, or give another directory with --data.");
