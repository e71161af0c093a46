using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Valiqor.Service.Models;

namespace Valiqor.StandInModel;

/// <summary>The stand-in's routes: OpenAI's, Azure's two, and the control.</summary>
internal static class StandInServer
{
    public static WebApplication Build(int port, StandInControl control)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        WebApplication app = builder.Build();
        app.Urls.Add($"http://127.0.0.1:{port}");
        var state = new ServerState(TimeProvider.System);
        state.Obey(control);
        MapModel(app, state, new CompletionApi(state, new Completion(state, new TokenCounter()), TimeProvider.System));
        MapControl(app, state);
        return app;
    }

    private static void MapModel(IEndpointRouteBuilder routes, ServerState state, CompletionApi api)
    {
        routes.MapPost("/v1/chat/completions", context => api.AnswerAsync(context, null));
        routes.MapPost("/openai/v1/chat/completions", context => api.AnswerAsync(context, null));
        routes.MapPost("/openai/deployments/{deployment}/chat/completions", context =>
        {
            if (context.Request.Query.ContainsKey("api-version"))
            {
                return api.AnswerAsync(context, context.Request.RouteValues["deployment"]!.ToString());
            }

            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return context.Response.WriteAsync("""{"error":{"code":"404","message":"Resource not found"}}""");
        });
        foreach (string path in (string[])["/v1/models", "/openai/v1/models"])
        {
            routes.MapGet(path, context => ListModelsAsync(context, state.Control));
        }
    }

    private static Task ListModelsAsync(HttpContext context, StandInControl control)
    {
        if (Gate.CheckKey(control, Gate.KeyOf(context.Request)) is { } error)
        {
            context.Response.StatusCode = error.Status;
            return context.Response.WriteAsync(error.Json);
        }

        IEnumerable<string> names = control.Models.Count > 0 ? control.Models : ["stand-in"];
        var models = new JsonArray([.. names.Select(name => new JsonObject
        {
            ["id"] = name,
            ["object"] = "model",
            ["created"] = 1_767_225_600,
            ["owned_by"] = "stand-in",
        })]);
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(
            new JsonObject { ["object"] = "list", ["data"] = models }.ToJsonString());
    }

    private static void MapControl(IEndpointRouteBuilder routes, ServerState state)
    {
        routes.MapGet("/control", context => WriteAsync(context, state.Control));
        routes.MapPut("/control", async context =>
        {
            try
            {
                using var reader = new StreamReader(context.Request.Body);
                state.Obey(StandInJson.ReadControl(await reader.ReadToEndAsync(context.RequestAborted)));
                context.Response.StatusCode = StatusCodes.Status204NoContent;
            }
            catch (Exception e) when (e is JsonException or ArgumentException or IOException)
            {
                context.Response.StatusCode = StatusCodes.Status400BadRequest;
                await context.Response.WriteAsync(e.Message, context.RequestAborted);
            }
        });
        routes.MapGet("/control/log", context => WriteAsync(context, state.Log));
        routes.MapDelete("/control/log", context =>
        {
            state.Forget();
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return Task.CompletedTask;
        });
    }

    private static Task WriteAsync<TValue>(HttpContext context, TValue value)
    {
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(
            JsonSerializer.Serialize(value, StandInJson.Options), context.RequestAborted);
    }
}
