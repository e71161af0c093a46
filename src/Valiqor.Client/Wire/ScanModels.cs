namespace Valiqor.Client;

/// <summary>An upload of scanner files that was taken.</summary>
public sealed record ScanUpload
{
    /// <summary><c>success</c>, or <c>error</c> where a file is not a context map.</summary>
    public required string Status { get; init; }

    /// <summary>What was found, or why the scan failed, in a sentence.</summary>
    public required string Message { get; init; }

    /// <summary>The id of the scan, given or new.</summary>
    public required string ScanId { get; init; }

    /// <summary>The project that the scan belongs to.</summary>
    public required string ProjectName { get; init; }

    /// <summary>The names of the files.</summary>
    public required IReadOnlyList<string> FilesReceived { get; init; }

    /// <summary>Always true: the files are read before the answer.</summary>
    public required bool ProcessingTriggered { get; init; }
}

/// <summary>How far a scan's processing has come.</summary>
public sealed record ScanStatus
{
    /// <summary>The id of the scan.</summary>
    public required string ScanId { get; init; }

    /// <summary><c>processing</c>, <c>completed</c> or <c>failed</c>.</summary>
    public required string Status { get; init; }

    /// <summary>When the files were received, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The stage that a failed scan ended in; null where it completed.</summary>
    public string? CurrentStage { get; init; }

    /// <summary>Of <c>received</c>, <c>read</c> and <c>stored</c>, those that are done.</summary>
    public IReadOnlyList<string> StagesCompleted { get; init => field = value ?? []; } = [];

    /// <summary>0–100.</summary>
    public double? Progress { get; init; }

    /// <summary>Why the scan failed, where it did.</summary>
    public string? Error { get; init; }

    /// <summary>Workflows that the context maps name.</summary>
    public required int WorkflowCount { get; init; }

    /// <summary>When the scan was stored, UTC; null where it was not.</summary>
    public DateTimeOffset? CompletedAt { get; init; }
}
