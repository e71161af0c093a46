namespace Valiqor.Client;

/// <summary>The forms of a dataset file, told by the ending of its name.</summary>
public static class DatasetFormat
{
    /// <summary>The endings that are known, for messages.</summary>
    public const string KnownEndings = ".jsonl (one JSON object a line), .json (one array) or .csv (with a header row)";

    /// <summary>The media type to send a file of this name with; null where the ending is not known.</summary>
    public static string? ContentTypeOf(string fileName) => Path.GetExtension(fileName).ToLowerInvariant() switch
    {
        ".jsonl" or ".ndjson" => "application/x-ndjson",
        ".json" => "application/json",
        ".csv" => "text/csv",
        _ => null,
    };
}
