using System.Net;
using System.Text.Json;

namespace Valiqor.Client.Http;

/// <summary>Makes the typed exception from an answer that is not a success.</summary>
internal static class ProblemReader
{
    // A problem is a few sentences; more than this is some proxy's page, which nobody wants in a message.
    private const int MaxBodyBytes = 256 * 1024;

    public static async Task<ValiqorException> ReadAsync(
        HttpResponseMessage response,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        Problem? problem = await ReadProblemAsync(response, cancellationToken).ConfigureAwait(false);
        int status = (int)response.StatusCode;
        string message = problem?.Detail ?? problem?.Title ?? Describe(response, status);
        return response.StatusCode switch
        {
            HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity =>
                new ValidationException(message, problem) { StatusCode = status },
            HttpStatusCode.Unauthorized => new AuthenticationException(message, problem) { StatusCode = status },
            HttpStatusCode.NotFound => new NotFoundException(message, problem) { StatusCode = status },
            HttpStatusCode.Conflict => new ConflictException(message, problem) { StatusCode = status },
            HttpStatusCode.RequestEntityTooLarge =>
                new DatasetTooLargeException(message, problem) { StatusCode = status },
            HttpStatusCode.TooManyRequests => new RateLimitException(message, problem)
            {
                StatusCode = status,
                RetryAfter = RetryHandler.RetryAfterOf(response, time) ?? Seconds(problem?.RetryAfter),
            },
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
        404 => "The service does not know that address (404).",
        429 => "The service asks to wait before the next call (429).",
        >= 500 => $"The service failed ({status}).",
        _ => $"The service refused the call ({status} {response.ReasonPhrase}).",
    };

    private static TimeSpan? Seconds(double? seconds) =>
        seconds is >= 0 and < 86_400 ? TimeSpan.FromSeconds(seconds.Value) : null;
}
