using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using Valiqor.Client;
using Valiqor.Service.Door;

namespace Valiqor.Service.Ground;

/// <summary>
/// A failure that the caller is told of. Every kind is made by a method below, so this file is the list.
/// </summary>
public sealed class ProblemException : Exception
{
    private ProblemException(int status, string code, string title, string detail)
        : base(detail)
    {
        (Status, Code, Title) = (status, code, title);
    }

    public int Status { get; }

    /// <summary>A short stable word for programs.</summary>
    public string Code { get; }

    public string Title { get; }

    /// <summary>Each place of the body that is wrong, for validation.</summary>
    public ImmutableArray<FieldProblem> Errors { get; private init; } = [];

    /// <summary>When to try again; null where waiting changes nothing, or nobody knows.</summary>
    public TimeSpan? RetryAfter { get; private init; }

    /// <summary>The rate limit that was met.</summary>
    internal RateState? Rate { get; private init; }

    /// <summary>The quota that is used up.</summary>
    internal QuotaState? Quota { get; private init; }

    /// <summary>The quota of tokens that is used up.</summary>
    internal TokenState? Tokens { get; private init; }

    public static ProblemException MissingKey() => new(
        StatusCodes.Status401Unauthorized, "missing_key", "No key",
        "Give your API key as 'Authorization: Bearer vq_…'.");

    public static ProblemException UnknownKey() => new(
        StatusCodes.Status401Unauthorized, "unknown_key", "Unknown key",
        "The API key is not known here: check that it is complete and not revoked.");

    public static ProblemException AdministratorOnly() => new(
        StatusCodes.Status403Forbidden, "administrator_only", "Not allowed",
        "Only the administrator's key may do this.");

    public static ProblemException NoSuchRoute(string method, string path) =>
        NotFound("no_such_route", $"There is no operation {method} {path}.");

    public static ProblemException MethodNotAllowed(string method, string path, string allowed) => new(
        StatusCodes.Status405MethodNotAllowed, "method_not_allowed", "Method not allowed",
        $"There is no operation {method} {path}: the path has {allowed}.");

    public static ProblemException RunNotFound(string runId) =>
        NotFound("run_not_found", $"No run has the id '{runId}'.");

    public static ProblemException TagNotFound(string tagId) =>
        NotFound("tag_not_found", $"No tag has the id '{tagId}': take it from the `tag_id` of a run's tags.");

    public static ProblemException EvaluationNotFound(string id) =>
        NotFound("evaluation_not_found", $"No evaluation run has the id '{id}'.");

    public static ProblemException AuditBatchNotFound(string id) =>
        NotFound("audit_batch_not_found", $"No run that looked for security has the batch id '{id}'.");

    public static ProblemException ProjectNotFound(string project) =>
        NotFound("project_not_found", $"No run of a project '{project}' has ended yet.");

    public static ProblemException TraceNotFound(string traceId) =>
        NotFound("trace_not_found", $"No trace has the id '{traceId}': post it to /{Routes.Traces} first.");

    public static ProblemException TraceWithoutTurn(string traceId) => new(
        StatusCodes.Status422UnprocessableEntity, "trace_without_turn", "Nothing to analyse",
        $"The trace '{traceId}' has no question with an answer: record the messages of the conversation, or the "
        + "contents of the model's calls (many tracers leave them out until told otherwise).");

    public static ProblemException UnreadableTraceBody(string what) => new(
        StatusCodes.Status415UnsupportedMediaType, "unsupported_media_type", "The body's encoding is not supported",
        $"{what} is not supported: send the body uncompressed, or compressed with gzip.");

    public static ProblemException UnpackedTooLarge(long limit) => new(
        StatusCodes.Status413PayloadTooLarge, "body_too_large", "The body is too large",
        $"The body has more than {limit:N0} bytes when unpacked: send it in several parts.");

    public static ProblemException ScanNotFound(string scanId) =>
        NotFound("scan_not_found", $"No scan has the id '{scanId}'.");

    public static ProblemException BucketNotFound(string id, IEnumerable<string> known) =>
        NotFound("bucket_not_found", $"No bucket has the id '{id}'. Known ones: {string.Join(", ", known)}.");

    public static ProblemException DatasetNotFound(string name) =>
        NotFound("dataset_not_found", $"No uploaded dataset has the name '{name}': upload it as PROJECT/NAME.");

    public static ProblemException KeyNotFound(string keyId) =>
        NotFound("key_not_found", $"No key has the id '{keyId}': see GET /{Routes.Keys} for those there are.");

    public static ProblemException RunHasEnded(string status) => new(
        StatusCodes.Status409Conflict, "run_has_ended", "The run has ended",
        $"The run is {status}: there is nothing to cancel.");

    public static ProblemException IdempotencyConflict() => new(
        StatusCodes.Status409Conflict, "idempotency_conflict", "The key belongs to another request",
        "The Idempotency-Key was given with another body before: give a new request a key of its own.");

    public static ProblemException BadParameter(string name, string message) => new(
        StatusCodes.Status400BadRequest, "bad_parameter", "A parameter is not valid", $"`{name}` {message}");

    public static ProblemException UnfinishedBody() => new(
        StatusCodes.Status400BadRequest, "unfinished_body", "The body broke off",
        "The body ended before its announced length: nothing was stored. Send it again.");

    public static ProblemException BodyTooLarge(long limit) => new(
        StatusCodes.Status413PayloadTooLarge,
        "body_too_large",
        "The body is too large",
        $"The body is larger than {limit:N0} bytes: send less, or upload the file with PUT /{Routes.Dataset} instead.");

    /// <param name="what">Which limit was met: a sentence without its end.</param>
    internal static ProblemException RateLimited(string what, RateState rate, TimeSpan retryAfter) => new(
        StatusCodes.Status429TooManyRequests, ProblemCodes.RateLimited, "Too many calls",
        $"{what}: wait {RateState.Seconds(retryAfter)} seconds.")
    {
        RetryAfter = retryAfter,
        Rate = rate,
    };

    public static ProblemException TooManyAtOnce() => new(
        StatusCodes.Status429TooManyRequests, ProblemCodes.RateLimited, "Too many calls",
        "Too many calls of the organization arrived at the same moment to be counted: wait a second.")
    {
        RetryAfter = TimeSpan.FromSeconds(1),
    };

    /// <param name="what">Which quota is used up: a sentence without its end.</param>
    internal static ProblemException QuotaExceeded(string what, QuotaState quota, TimeSpan retryAfter) => new(
        StatusCodes.Status429TooManyRequests, ProblemCodes.QuotaExceeded, "The quota is used up",
        $"{what}: wait for the next one, or ask the administrator for more.")
    {
        RetryAfter = retryAfter,
        Quota = quota,
    };

    internal static ProblemException TokenQuotaExceeded(TokenState tokens, TimeSpan retryAfter) => new(
        StatusCodes.Status429TooManyRequests, ProblemCodes.TokenQuotaExceeded, "The quota is used up",
        $"The organization has used {tokens.CurrentTokens:N0} of its {tokens.TokenLimit:N0} judge tokens of the month: "
        + "wait for the next one, or ask the administrator for more.")
    {
        RetryAfter = retryAfter,
        Tokens = tokens,
    };

    public static ProblemException ScanFileTooLarge(string name, long limit) => new(
        StatusCodes.Status413PayloadTooLarge,
        "scan_file_too_large",
        "A file is too large",
        $"The file {name} is larger than {limit:N0} bytes: scan a part of the sources at a time.");

    public static ProblemException NotMultipart() => new(
        StatusCodes.Status415UnsupportedMediaType,
        "not_multipart",
        "The body is not multipart",
        "Send the files as multipart/form-data, each a part `files` with a file name.");

    public static ProblemException StorageUnavailable() => new(
        StatusCodes.Status503ServiceUnavailable, "storage_unavailable", "Storage does not answer",
        "The storage account does not answer: try again in a few seconds.");

    public static ProblemException TooManyChanges() => new(
        StatusCodes.Status503ServiceUnavailable, "too_many_changes", "Too many changes at once",
        "Others kept changing the same rows at the same time: try again in a few seconds.");

    public static ProblemException Unexpected() => new(
        StatusCodes.Status500InternalServerError, "unexpected", "Something broke",
        "The service failed to answer: the log has the cause under this request id.");

    public static ProblemException Invalid(params IEnumerable<FieldProblem> errors)
    {
        ImmutableArray<FieldProblem> all = [.. errors];
        string more = all.Length > 1 ? $" ({all.Length - 1} more in `errors`)" : "";
        return new(
            StatusCodes.Status422UnprocessableEntity, "invalid", "The request is not valid",
            $"{Place(all[0])}: {all[0].Msg}{more}")
        {
            Errors = all,
        };
    }

    public Problem ToWire(string requestId) => new()
    {
        Type = $"https://valiqor.dev/problems/{Code}",
        Title = Title,
        Status = Status,
        Detail = Message,
        Code = Code,
        RequestId = requestId,
        RetryAfter = RetryAfter is { } wait ? Math.Ceiling(wait.TotalSeconds) : null,
        Errors = Errors.IsEmpty ? null : Errors,
        CurrentUsage = Quota?.CurrentUsage,
        QuotaLimit = Quota?.QuotaLimit,
        Service = Quota?.Service,
        CurrentTokens = Tokens?.CurrentTokens,
        PredictedTokens = Tokens?.PredictedTokens,
        TokenLimit = Tokens?.TokenLimit,
    };

    private static ProblemException NotFound(string code, string detail) =>
        new(StatusCodes.Status404NotFound, code, "Not found", detail);

    private static string Place(FieldProblem problem) => string.Join('.', problem.Loc);
}
