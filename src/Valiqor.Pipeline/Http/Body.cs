using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Valiqor.Pipeline.Http;

/// <summary>Reads JSON bodies, and turns what is wrong with them into problems that name the place.</summary>
internal static class Body
{
    public static async Task<JsonDocument> ParseAsync(ApiCall call)
    {
        try
        {
            return await JsonDocument.ParseAsync(call.Request.Body, cancellationToken: call.Aborted);
        }
        catch (JsonException e)
        {
            string at = e is { LineNumber: { } line, BytePositionInLine: { } column }
                ? $" (line {line + 1}, byte {column + 1})"
                : "";
            throw ProblemException.Invalid(
                FieldProblems.Of($"The body is not valid JSON{at}.", "json_invalid", "body"));
        }
    }

    public static T Read<T>(JsonElement body, JsonTypeInfo<T> type)
    {
        try
        {
            return body.Deserialize(type) ?? throw ProblemException.Invalid(
                FieldProblems.Of("The body is null, and should be an object.", "object_type", "body"));
        }
        catch (JsonException e)
        {
            string[] path =
                [.. (e.Path ?? "$").Split('.', '[', ']').Where(part => part.Length > 0 && part != "$")];
            string message = e.Path is "$" or null
                ? e.Message.Split(" Path:")[0]
                : "The value has the wrong type.";
            throw ProblemException.Invalid(FieldProblems.Of(message, "type", (string[])["body", .. path]));
        }
    }
}
