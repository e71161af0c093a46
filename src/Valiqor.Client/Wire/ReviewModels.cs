namespace Valiqor.Client;

/// <summary>What a person says of a tag. At least one member is given; the others stay as they are.</summary>
public sealed record TagUpdate
{
    /// <summary>True marks the tag as looked at; false takes that back.</summary>
    public bool? IsReviewed { get; init; }

    /// <summary>
    /// The reviewer's own decision: <c>fail</c>, <c>pass</c> or <c>unsure</c>; an empty text takes it back. A
    /// decision marks the tag as reviewed unless <see cref="IsReviewed"/> says otherwise.
    /// </summary>
    public string? ReviewedDecision { get; init; }

    /// <summary>Where the failure is followed up; an empty text unlinks it.</summary>
    public string? IssueUrl { get; init; }
}

/// <summary>A tag's review as it is now.</summary>
public sealed record UpdatedTag
{
    /// <summary>The id of the tag.</summary>
    public required string TagId { get; init; }

    /// <summary>True where a person has looked at the tag.</summary>
    public required bool IsReviewed { get; init; }

    /// <summary>When the tag was last reviewed, UTC.</summary>
    public DateTimeOffset? ReviewedAt { get; init; }

    /// <summary>The reviewer's own decision; absent where there is none.</summary>
    public string? ReviewedDecision { get; init; }

    /// <summary>Where the failure is followed up.</summary>
    public string? IssueUrl { get; init; }

    /// <summary>A sentence for people.</summary>
    public required string Message { get; init; }
}
