namespace Valiqor.Service.Scans;

/// <summary>An uploaded file: its name, which is never used as a path, and what it holds.</summary>
internal sealed record ScanFile(string Name, ReadOnlyMemory<byte> Content);
