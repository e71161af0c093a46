namespace Valiqor.Client;

/// <summary>What a person says of a tag. At least one member is given; the others stay as they are.</summary>
public sealed record TagUpdate
{
    public bool? IsReviewed { get; init; }

    /// <summary>Where the failure is followed up; an empty text unlinks it.</summary>
    public string? IssueUrl { get; init; }
}

/// <summary>A tag's review as it now stands.</summary>
public sealed record UpdatedTag
{
    public required string TagId { get; init; }

    public required bool IsReviewed { get; init; }

    public DateTimeOffset? ReviewedAt { get; init; }

    public string? IssueUrl { get; init; }

    public required string Message { get; init; }
}
