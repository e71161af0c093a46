using System.Text.Json;
using System.Text.Json.Serialization;

namespace Valiqor.Client;

/// <summary>A refusal, as RFC 9457 problem details.</summary>
public sealed record Problem
{
    public string? Type { get; init; }

    public string? Title { get; init; }

    public int Status { get; init; }

    /// <summary>A sentence that names the fault and the cure.</summary>
    public string? Detail { get; init; }

    /// <summary>A short stable word for programs.</summary>
    public string? Code { get; init; }

    public string? RequestId { get; init; }

    /// <summary>Seconds to wait, where a limit was met.</summary>
    public double? RetryAfter { get; init; }

    public IReadOnlyList<FieldProblem>? Errors { get; init; }

    /// <summary>How much of a quota is used, where one is used up.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? CurrentUsage { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? QuotaLimit { get; init; }

    /// <summary>What the quota is of: <c>api</c> or <c>playground</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Service { get; init; }

    /// <summary>How many tokens of the judge model are used, where they are used up.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? CurrentTokens { get; init; }

    /// <summary>What the call would have needed, as far as that was known; else 0.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? PredictedTokens { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? TokenLimit { get; init; }
}

/// <summary>What is wrong with one place of a body.</summary>
/// <param name="Loc">The path to it: <c>["body", "dataset", 3, "output"]</c>.</param>
public sealed record FieldProblem(IReadOnlyList<JsonElement> Loc, string Msg, string Type);

/// <summary>The answer of the health routes.</summary>
/// <param name="Status"><c>ok</c> or <c>ready</c>.</param>
public sealed record ServiceHealth(string Status);

/// <summary>The words of <see cref="Problem.Code"/> that clients act on.</summary>
public static class ProblemCodes
{
    public const string RateLimited = "rate_limited";
    public const string QuotaExceeded = "quota_exceeded";
    public const string TokenQuotaExceeded = "token_quota_exceeded";
}
