namespace Valiqor.Client;

/// <summary>What a person says of a tag. At least one member is given; the others stay as they are.</summary>
public sealed record TagUpdate
{
    public bool? IsReviewed { get; init; }

    /// <summary>
    /// What the reviewer himself decides: <c>fail</c>, <c>pass</c> or <c>unsure</c>; an empty text takes it back. A
    /// decision marks the tag as reviewed unless <see cref="IsReviewed"/> says otherwise.
    /// </summary>
    public string? ReviewedDecision { get; init; }

    /// <summary>Where the failure is followed up; an empty text unlinks it.</summary>
    public string? IssueUrl { get; init; }
}

/// <summary>A tag's review as it now stands.</summary>
public sealed record UpdatedTag
{
    public required string TagId { get; init; }

    public required bool IsReviewed { get; init; }

    public DateTimeOffset? ReviewedAt { get; init; }

    /// <summary>What the reviewer decides; absent where he has not said.</summary>
    public string? ReviewedDecision { get; init; }

    public string? IssueUrl { get; init; }

    public required string Message { get; init; }
}
