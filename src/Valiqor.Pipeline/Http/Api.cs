using Azure;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using Valiqor.Client;
using Valiqor.Pipeline.Limits;
using Valiqor.Pipeline.Workflow;

namespace Valiqor.Pipeline.Http;

/// <summary>Serves the operations: request id, admission, body limit and problem details stand here, once.</summary>
public sealed class Api(Operations operations, Admission admission, IDoorSettings settings, ILogger<Api> log)
{
    public const string RequestIdHeader = "X-Request-Id";

    public Operations Operations => operations;

    /// <summary>Answers a request of an operation. It throws only what tells that the caller has gone.</summary>
    public async Task<IResult> ServeAsync(Operation operation, HttpRequest request, IRunLauncher launcher)
    {
        HttpContext context = request.HttpContext;
        string requestId = context.TraceIdentifier;
        context.Response.Headers[RequestIdHeader] = requestId;
        try
        {
            KeyOwner owner = await admission.AdmitAsync(operation, context);
            LimitBody(operation, request);
            return await operation.Handler(new ApiCall(request, launcher, owner));
        }
        catch (Exception e)
            when (e is not OperationCanceledException || !context.RequestAborted.IsCancellationRequested)
        {
            ProblemException problem = ProblemOf(e, operation);
            if (problem.Status >= StatusCodes.Status500InternalServerError)
            {
                DoorLog.RequestFailed(log, e, operation.Name, requestId);
            }

            return Answer(problem, context, requestId);
        }
    }

    /// <summary>An answer of problem details; for hosts, where no operation is.</summary>
    public static IResult Answer(ProblemException problem, HttpContext context, string requestId)
    {
        if (problem.Status == StatusCodes.Status401Unauthorized)
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
        }

        problem.Rate?.WriteTo(context.Response);
        if (problem.RetryAfter is { } wait)
        {
            context.Response.Headers.RetryAfter = RateState.Seconds(wait);
        }

        return Results.Json(
            problem.ToWire(requestId), WireJson.Default.Problem, "application/problem+json", problem.Status);
    }

    private void LimitBody(Operation operation, HttpRequest request)
    {
        long limit = LimitOf(operation);
        if (request.ContentLength > limit)
        {
            throw ProblemException.BodyTooLarge(limit);
        }

        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } feature)
        {
            feature.MaxRequestBodySize = limit;
        }
    }

    private long LimitOf(Operation operation) =>
        operation.TakesUpload ? settings.MaxUploadBytes : settings.MaxBodyBytes;

    private ProblemException ProblemOf(Exception exception, Operation operation) => exception switch
    {
        ProblemException problem => problem,
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } =>
            ProblemException.BodyTooLarge(LimitOf(operation)),
        BadHttpRequestException => ProblemException.UnfinishedBody(),
        AggregateException { InnerException: { } inner } => ProblemOf(inner, operation),
        RequestFailedException { InnerException: BadHttpRequestException inner } => ProblemOf(inner, operation),
        RequestFailedException { Status: 0 or >= 500 } => ProblemException.StorageUnavailable(),
        RequestFailedException { Status: 409 or 412 } => ProblemException.TooManyChanges(),
        _ => ProblemException.Unexpected(),
    };
}
