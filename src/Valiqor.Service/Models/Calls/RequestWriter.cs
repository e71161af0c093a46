using System.Text.Json;

namespace Valiqor.Service.Models.Calls;

/// <summary>Writes a request of the chat completions API, as a provider wants it.</summary>
internal static class RequestWriter
{
    public static byte[] Write(string model, ModelRequest request, Dialect dialect, ModelOptions options)
    {
        using var body = new MemoryStream();
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            json.WriteString("model", model);
            json.WriteStartArray("messages");
            WriteMessage(json, "system", SystemText(request, dialect.Format));
            WriteMessage(json, "user", request.User);
            json.WriteEndArray();
            WriteFormat(json, request, dialect.Format);
            WriteSettings(json, dialect, options);
            json.WriteEndObject();
        }

        return body.ToArray();
    }

    /// <summary>Where the provider does not know the schema, the model reads it.</summary>
    private static string SystemText(ModelRequest request, AnswerFormat format) => format == AnswerFormat.JsonSchema
        ? request.System
        : $"""
            {request.System}

            Answer with one JSON object and nothing else: no explanation, no code fence. It has to be valid against this
            JSON Schema:
            {request.Schema}
            """;

    private static void WriteMessage(Utf8JsonWriter json, string role, string content)
    {
        json.WriteStartObject();
        json.WriteString("role", role);
        json.WriteString("content", content);
        json.WriteEndObject();
    }

    private static void WriteFormat(Utf8JsonWriter json, ModelRequest request, AnswerFormat format)
    {
        if (format == AnswerFormat.Text)
        {
            return;
        }

        json.WriteStartObject("response_format");
        if (format == AnswerFormat.JsonObject)
        {
            json.WriteString("type", AnswerFormatNames.JsonObject);
        }
        else
        {
            json.WriteString("type", AnswerFormatNames.JsonSchema);
            json.WriteStartObject("json_schema");
            json.WriteString("name", request.SchemaName);
            json.WriteBoolean("strict", true);
            json.WritePropertyName("schema");
            json.WriteRawValue(request.Schema);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteSettings(Utf8JsonWriter json, Dialect dialect, ModelOptions options)
    {
        if (dialect.TokenLimit != TokenLimitName.None)
        {
            bool isOldName = dialect.TokenLimit == TokenLimitName.MaxTokens;
            json.WriteNumber(isOldName ? "max_tokens" : "max_completion_tokens", options.MaxOutputTokens);
        }

        if (dialect.TakesTemperature && options.Temperature is { } temperature)
        {
            json.WriteNumber("temperature", temperature);
        }

        if (dialect.TakesSeed && options.Seed is { } seed)
        {
            json.WriteNumber("seed", seed);
        }

        if (dialect.TakesReasoningEffort && options.ReasoningEffort is { } effort)
        {
            json.WriteString("reasoning_effort", effort);
        }
    }
}
