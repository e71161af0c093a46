using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Valiqor.StandInModel;

/// <summary>An error as OpenAI words it.</summary>
/// <param name="Behaviour">For the log.</param>
internal sealed record ApiError(
    int Status,
    string Behaviour,
    string Message,
    string Type = "invalid_request_error",
    string? Parameter = null,
    string? Code = null)
{
    public string Json => new JsonObject
    {
        ["error"] = new JsonObject
        {
            ["message"] = Message,
            ["type"] = Type,
            ["param"] = Parameter,
            ["code"] = Code,
        },
    }.ToJsonString();
}

/// <summary>What is refused first: wrong keys, unknown models, and what the dialect does not take.</summary>
internal static class Gate
{
    private const int ShownCharacters = 4;

    public static string KeyOf(HttpRequest request)
    {
        const string Bearer = "Bearer ";
        string header = request.Headers.Authorization.ToString();
        return request.Headers["api-key"].ToString() is { Length: > 0 } key ? key
            : header.StartsWith(Bearer, StringComparison.Ordinal) ? header[Bearer.Length..]
            : "";
    }

    public static string EndOf(string key) => key.Length <= ShownCharacters ? key : key[^ShownCharacters..];

    /// <summary>OpenAI echoes the key, with its middle masked.</summary>
    public static ApiError? CheckKey(StandInControl control, string key) =>
        control.Keys.Count == 0 || control.Keys.Contains(key) ? null
        : key.Length == 0
            ? new ApiError(401, "unauthorized", "You didn't provide an API key.")
            : new ApiError(
                401,
                "unauthorized",
                $"Incorrect API key provided: {key[..Math.Min(8, key.Length)]}{new string('*', 20)}{EndOf(key)}. You "
                    + "can find your API key at https://platform.openai.com/account/api-keys.",
                Code: "invalid_api_key");

    public static ApiError? CheckRequest(StandInControl control, ChatRequest request)
    {
        if (control.Models.Count > 0 && !control.Models.Contains(request.Model))
        {
            return new ApiError(
                404,
                "not_found",
                $"The model `{request.Model}` does not exist or you do not have access to it.",
                Code: "model_not_found");
        }

        if (request.Body["stream"]?.GetValue<bool>() == true)
        {
            return Unsupported("stream", "This server does not stream.");
        }

        return Dialects.RefusedBy(control)
                .Select(refused => CheckParameter(request, refused))
                .FirstOrDefault(error => error is not null)
            ?? CheckFormat(control, request);
    }

    private static ApiError? CheckParameter(ChatRequest request, string refused) => refused switch
    {
        Dialects.JsonSchema or Dialects.JsonObject => request.Format != refused
            ? null
            : new ApiError(
                400,
                $"refused:{refused}",
                $"Invalid parameter: 'response_format' of type '{refused}' is not supported with this model."),
        Dialects.Temperature => request.Body[refused] is not { } value || value.GetValue<double>() == 1
            ? null
            : Unsupported(refused, $"Unsupported value: 'temperature' does not support {value} with this model. Only "
                + "the default (1) value is supported.", "unsupported_value"),
        Dialects.MaxTokens => request.Body[refused] is null
            ? null
            : Unsupported(refused, "Unsupported parameter: 'max_tokens' is not supported with this model. Use "
                + "'max_completion_tokens' instead."),
        _ => request.Body[refused] is null
            ? null
            : new ApiError(400, $"refused:{refused}", $"Unrecognized request argument supplied: {refused}"),
    };

    private static ApiError? CheckFormat(StandInControl control, ChatRequest request)
    {
        if (control.IgnoresFormat)
        {
            return null;
        }

        string name = request.Body["response_format"]?["json_schema"]?["name"]?.ToString() ?? "";
        string? fault = request switch
        {
            { Format: Dialects.JsonSchema, IsStrict: true } => StrictSchema.FaultOf(request.Schema, name),
            { Format: Dialects.JsonObject } when !Mentions(request) =>
                "'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'.",
            _ => null,
        };
        return fault is null ? null : new ApiError(400, "refused:schema", fault, Parameter: "response_format");
    }

    private static bool Mentions(ChatRequest request) =>
        $"{request.System} {request.User}".Contains("json", StringComparison.OrdinalIgnoreCase);

    private static ApiError Unsupported(string parameter, string message, string code = "unsupported_parameter") =>
        new(400, $"refused:{parameter}", message, Parameter: parameter, Code: code);
}
