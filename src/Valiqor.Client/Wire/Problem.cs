using System.Text.Json;
using System.Text.Json.Serialization;

namespace Valiqor.Client;

/// <summary>A refusal, as RFC 9457 problem details.</summary>
public sealed record Problem
{
    /// <summary>A URI that names the kind of problem.</summary>
    public string? Type { get; init; }

    /// <summary>The kind of problem, in a few words.</summary>
    public string? Title { get; init; }

    /// <summary>The HTTP status, 400–599.</summary>
    public int Status { get; init; }

    /// <summary>A sentence that names the fault and the cure.</summary>
    public string? Detail { get; init; }

    /// <summary>A short stable word for programs.</summary>
    public string? Code { get; init; }

    /// <summary>The <c>X-Request-Id</c> of the answer, by which the service's log can be searched.</summary>
    public string? RequestId { get; init; }

    /// <summary>Seconds to wait, where a limit was met.</summary>
    public double? RetryAfter { get; init; }

    /// <summary>What is wrong, place by place; null where there is one thing only.</summary>
    public IReadOnlyList<FieldProblem>? Errors { get; init; }

    /// <summary>How much of a quota is used, where one is used up.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? CurrentUsage { get; init; }

    /// <summary>How much the quota allows.</summary>
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

    /// <summary>How many tokens the month allows.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? TokenLimit { get; init; }
}

/// <summary>What is wrong with one place of a body.</summary>
/// <param name="Loc">The path to it: <c>["body", "dataset", 3, "output"]</c>.</param>
/// <param name="Msg">What is wrong there, in a sentence.</param>
/// <param name="Type">A short stable word for programs, as <c>missing</c>.</param>
public sealed record FieldProblem(IReadOnlyList<JsonElement> Loc, string Msg, string Type);

/// <summary>The answer of the health routes.</summary>
/// <param name="Status"><c>ok</c> or <c>ready</c>.</param>
public sealed record ServiceHealth(string Status);

/// <summary>The words of <see cref="Problem.Code"/> that clients act on.</summary>
public static class ProblemCodes
{
    /// <summary>The key's calls are used up for now.</summary>
    public const string RateLimited = "rate_limited";
    /// <summary>A quota of calls is used up until its period ends.</summary>
    public const string QuotaExceeded = "quota_exceeded";
    /// <summary>The month's judge tokens are used up.</summary>
    public const string TokenQuotaExceeded = "token_quota_exceeded";
}
