namespace Valiqor.Client;

/// <summary>A new key for an organization; asked for with the administrator's key.</summary>
public sealed record CreateKeyRequest
{
    /// <summary>What the key is for, 1–200 characters; lists show it.</summary>
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
    /// <summary>The key itself: it is not stored and cannot be shown again.</summary>
    public required string ApiKey { get; init; }

    /// <summary>Names the key for <see cref="KeysClient.RevokeAsync"/>.</summary>
    public required string KeyId { get; init; }

    /// <summary>What the key is for.</summary>
    public required string Name { get; init; }

    /// <summary>The first 8 characters of the key, to recognize it by.</summary>
    public required string PublicPrefix { get; init; }

    /// <summary>When the key was made, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>A sentence for people: to keep the key now.</summary>
    public required string Warning { get; init; }

    /// <summary>Without the key, which must not reach a log.</summary>
    public override string ToString() =>
        $"{nameof(CreatedKey)} {{ KeyId = {KeyId}, Name = {Name}, PublicPrefix = {PublicPrefix} }}";
}

/// <summary>A key as lists show it: never the key itself.</summary>
public sealed record ListedKey
{
    /// <summary>Names the key for <see cref="KeysClient.RevokeAsync"/>.</summary>
    public required string KeyId { get; init; }

    /// <summary>What the key is for.</summary>
    public required string Name { get; init; }

    /// <summary>Whose data the key opens.</summary>
    public required string Organization { get; init; }

    /// <summary>The project that was named with the key; null where none was.</summary>
    public string? ProjectId { get; init; }

    /// <summary>The first 8 characters of the key, to recognize it by.</summary>
    public required string PublicPrefix { get; init; }

    /// <summary>When the key was made, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Null while the key works.</summary>
    public DateTimeOffset? RevokedAt { get; init; }
}

/// <summary>What an organization has used in a calendar month, UTC.</summary>
public sealed record Usage
{
    /// <summary>As <c>2026-11</c>.</summary>
    public required string Month { get; init; }

    /// <summary>Calls that counted against the limit.</summary>
    public required long Calls { get; init; }

    /// <summary>Null: no limit.</summary>
    public long? CallLimit { get; init; }

    /// <summary>Tokens of the judge model, prompts and answers.</summary>
    public required long JudgeTokens { get; init; }

    /// <summary>Null: no limit.</summary>
    public long? JudgeTokenLimit { get; init; }
}
