namespace Valiqor.Service.Datasets;

/// <summary>One would-be item of a dataset.</summary>
/// <param name="Line">Its line in the file, from 1; for an element of an array, the line where it begins.</param>
/// <param name="Json">
/// UTF-8 JSON, without line breaks only if the file had none in it; valid until the next is read.
/// </param>
/// <param name="Fault">Why it cannot even be parsed, where that is known; a sentence with the cure.</param>
public readonly record struct DatasetLine(long Line, ReadOnlyMemory<byte> Json, string? Fault)
{
    public static DatasetLine Good(long line, ReadOnlyMemory<byte> json) => new(line, json, null);

    public static DatasetLine Bad(long line, string fault) => new(line, default, fault);
}

/// <summary>The file as a whole is not a dataset: no line of it could be read.</summary>
public sealed class DatasetFormatException(string message) : Exception(message);

/// <summary>The kinds of file that are read.</summary>
public enum DatasetKind
{
    /// <summary>An array or lines of JSON: the first character tells.</summary>
    Json,
    Csv,
}
