using System.Net;
using System.Text.Json;

namespace Valiqor.Client.Http;

/// <summary>Makes the typed exception from an answer that is not a success.</summary>
internal static class ProblemReader
{
    // A problem is a few sentences; more than this is some proxy's page, which nobody wants in a message.
    private const int MaxBodyBytes = 256 * 1024;

    // A quota's period is a month at most; a longer wait is a fault of the answer.
    private const double LongestWaitSeconds = 32 * 86_400;

    public static async Task<ValiqorException> ReadAsync(
        HttpResponseMessage response,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        Problem? problem = await ReadProblemAsync(response, cancellationToken).ConfigureAwait(false);
        int status = (int)response.StatusCode;
        string message = problem?.Detail ?? problem?.Title ?? Describe(response, status);
        TimeSpan? retryAfter = RetryHandler.RetryAfterOf(response, time) ?? Seconds(problem?.RetryAfter);
        return problem?.Code switch
        {
            ProblemCodes.TokenQuotaExceeded =>
                new TokenQuotaExceededException(message, problem) { StatusCode = status, RetryAfter = retryAfter },
            ProblemCodes.QuotaExceeded =>
                new QuotaExceededException(message, problem) { StatusCode = status, RetryAfter = retryAfter },
            _ when response.StatusCode == HttpStatusCode.TooManyRequests =>
                new RateLimitException(message, problem) { StatusCode = status, RetryAfter = retryAfter },
            _ => ByStatus(response.StatusCode, message, problem),
        };
    }

    private static ValiqorException ByStatus(HttpStatusCode code, string message, Problem? problem)
    {
        int status = (int)code;
        return code switch
        {
            HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity =>
                new ValidationException(message, problem) { StatusCode = status },
            HttpStatusCode.Unauthorized => new AuthenticationException(message, problem) { StatusCode = status },
            HttpStatusCode.Forbidden => new PermissionException(message, problem) { StatusCode = status },
            HttpStatusCode.NotFound => new NotFoundException(message, problem) { StatusCode = status },
            HttpStatusCode.Conflict => new ConflictException(message, problem) { StatusCode = status },
            HttpStatusCode.RequestEntityTooLarge =>
                new DatasetTooLargeException(message, problem) { StatusCode = status },
            _ when status >= 500 => new ServiceUnavailableException(message, problem) { StatusCode = status },
            _ => new ValiqorException(message, problem) { StatusCode = status },
        };
    }

    private static async Task<Problem?> ReadProblemAsync(
        HttpResponseMessage response,
        CancellationToken cancellationToken)
    {
        if (response.Content.Headers.ContentType?.MediaType is not ("application/problem+json" or "application/json"))
        {
            return null;
        }

        try
        {
            await response.Content.LoadIntoBufferAsync(MaxBodyBytes, cancellationToken).ConfigureAwait(false);
            Stream body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            return await JsonSerializer.DeserializeAsync(body, WireJson.Default.Problem, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (Exception e) when (e is JsonException or HttpRequestException or IOException)
        {
            // Whatever the body was to say, the status already decides the exception.
            return null;
        }
    }

    private static string Describe(HttpResponseMessage response, int status) => status switch
    {
        401 => "The service does not know the key (401).",
        403 => "The key may not do this (403).",
        404 => "The service does not know that address (404).",
        429 => "The service asks to wait before the next call (429).",
        >= 500 => $"The service failed ({status}).",
        _ => $"The service refused the call ({status} {response.ReasonPhrase}).",
    };

    private static TimeSpan? Seconds(double? seconds) =>
        seconds is >= 0 and < LongestWaitSeconds ? TimeSpan.FromSeconds(seconds.Value) : null;
}
