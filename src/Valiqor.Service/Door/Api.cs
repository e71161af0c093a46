using System.Diagnostics;
using Azure;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using Valiqor.Client;
using Valiqor.Service.Door.Keys;
using Valiqor.Service.Ground;

namespace Valiqor.Service.Door;

/// <summary>
/// Serves the operations: route, request id, admission, body limit and problem details stand here, once.
/// </summary>
public sealed class Api(RouteLookup routes, Admission admission, IDoorSettings settings, ILogger<Api> log)
{
    public const string RequestIdHeader = "X-Request-Id";
    public const string OperationTag = "valiqor.operation";
    public const string RouteTag = "http.route";

    /// <summary>Answers any request. It throws only what tells that the caller has gone.</summary>
    public async Task<IResult> ServeAsync(HttpRequest request, IRunLauncher launcher)
    {
        HttpContext context = request.HttpContext;
        string requestId = context.TraceIdentifier;
        context.Response.Headers[RequestIdHeader] = requestId;
        RouteMatch match = routes.Find(request.Method, request.Path);
        if (match is { Operation: { } operation, Way: { } way })
        {
            Tell(operation, way, request.Method);
            request.RouteValues = match.Values;
            return await ServeAsync(operation, request, launcher, requestId);
        }

        if (match.Allow is not { } allow)
        {
            return Answer(ProblemException.NoSuchRoute(request.Method, request.Path), context, requestId);
        }

        // Which methods a path has is no secret, it stands in the document: so nobody needs a key to ask.
        context.Response.Headers.Allow = allow;
        return HttpMethods.IsOptions(request.Method)
            ? Results.NoContent()
            : Answer(ProblemException.MethodNotAllowed(request.Method, request.Path, allow), context, requestId);
    }

    /// <summary>Names the operation in telemetry: a host knows the request by its path or by a trigger alone.</summary>
    private static void Tell(Operation operation, Alias way, string method)
    {
        if (Activity.Current is { } activity)
        {
            activity.DisplayName = $"{method} /{way.Route}";
            activity.SetTag(OperationTag, operation.Name);
            activity.SetTag(RouteTag, "/" + way.Route);
        }
    }

    private async Task<IResult> ServeAsync(
        Operation operation,
        HttpRequest request,
        IRunLauncher launcher,
        string requestId)
    {
        HttpContext context = request.HttpContext;
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

    private static IResult Answer(ProblemException problem, HttpContext context, string requestId)
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
