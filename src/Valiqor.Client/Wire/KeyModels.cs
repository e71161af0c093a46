namespace Valiqor.Client;

/// <summary>A new key for an organization; asked for with the administrator's key.</summary>
public sealed record CreateKeyRequest
{
    public required string Name { get; init; }

    /// <summary>
    /// A project's name, kept beside the key for people to read; a key opens all of its organization.
    /// </summary>
    public string? ProjectId { get; init; }

    /// <summary>
    /// Whose data the key opens: a name of your choice, made on first use; absent: the administrator's own.
    /// </summary>
    public string? Organization { get; init; }
}

/// <summary>A key, in clear this once.</summary>
public sealed record CreatedKey
{
    public required string ApiKey { get; init; }

    public required string KeyId { get; init; }

    public required string Name { get; init; }

    public required string PublicPrefix { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required string Warning { get; init; }

    /// <summary>Without the key, which must not reach a log.</summary>
    public override string ToString() =>
        $"{nameof(CreatedKey)} {{ KeyId = {KeyId}, Name = {Name}, PublicPrefix = {PublicPrefix} }}";
}

/// <summary>A key as lists show it: never the key itself.</summary>
public sealed record ListedKey
{
    public required string KeyId { get; init; }

    public required string Name { get; init; }

    public required string Organization { get; init; }

    public string? ProjectId { get; init; }

    public required string PublicPrefix { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Null while the key works.</summary>
    public DateTimeOffset? RevokedAt { get; init; }
}

/// <summary>What an organization has used in a calendar month, UTC.</summary>
public sealed record Usage
{
    /// <summary>As <c>2026-11</c>.</summary>
    public required string Month { get; init; }

    public required long Calls { get; init; }

    /// <summary>Null: no limit.</summary>
    public long? CallLimit { get; init; }

    public required long JudgeTokens { get; init; }

    /// <summary>Null: no limit.</summary>
    public long? JudgeTokenLimit { get; init; }
}
