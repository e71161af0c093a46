namespace Valiqor.Client;

/// <summary>An upload of scanner files that was taken.</summary>
public sealed record ScanUpload
{
    public required string Status { get; init; }

    public required string Message { get; init; }

    public required string ScanId { get; init; }

    public required string ProjectName { get; init; }

    public required IReadOnlyList<string> FilesReceived { get; init; }

    public required bool ProcessingTriggered { get; init; }
}

/// <summary>How far a scan's processing has come.</summary>
public sealed record ScanStatus
{
    public required string ScanId { get; init; }

    /// <summary><c>processing</c>, <c>completed</c> or <c>failed</c>.</summary>
    public required string Status { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public string? CurrentStage { get; init; }

    public IReadOnlyList<string> StagesCompleted { get; init => field = value ?? []; } = [];

    /// <summary>0–100.</summary>
    public double? Progress { get; init; }

    public string? Error { get; init; }

    public required int WorkflowCount { get; init; }

    public DateTimeOffset? CompletedAt { get; init; }
}
