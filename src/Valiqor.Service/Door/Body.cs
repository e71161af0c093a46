using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;
using Valiqor.Client;
using Valiqor.Service.Ground;
using Valiqor.Text.Json;

namespace Valiqor.Service.Door;

/// <summary>Reads JSON bodies, and turns what is wrong with them into problems that name the place.</summary>
internal static class Body
{
    // Clients read leniently; a request that has null where there must be a value is refused.
    private static readonly WireJson Strict = new(new JsonSerializerOptions(WireJson.Default.Options)
    {
        RespectNullableAnnotations = true,
    });

    /// <exception cref="ProblemException">It is no JSON, or no UTF-8.</exception>
    public static async Task<JsonDocument> ParseAsync(ApiCall call)
    {
        try
        {
            JsonDocument document =
                await JsonDocument.ParseAsync(call.Request.Body, cancellationToken: call.Aborted);

            // The parser leaves the bytes between quotes unread: they would break whoever asks for the text.
            return Utf8.IsValid(JsonMarshal.GetRawUtf8Value(document.RootElement))
                ? document
                : throw ProblemException.Invalid(FieldProblems.Of(
                    "The body is not valid UTF-8: send JSON in that encoding.", "string_unicode", "body"));
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

    /// <exception cref="ProblemException">A member is missing, or of another type than the wire's.</exception>
    public static T Read<T>(JsonElement body, JsonTypeInfo<T> type)
    {
        if (body.ValueKind != JsonValueKind.Object)
        {
            throw ProblemException.Invalid(FieldProblems.Of(
                $"The body is {JsonWords.KindOf(body)}, and should be an object.", "object_type", "body"));
        }

        JsonTypeInfo strict = Strict.GetTypeInfo(type.Type)!;
        FieldProblem[] missing =
        [
            .. from property in strict.Properties
               where property.IsRequired && !body.TryGetProperty(property.Name, out JsonElement _)
               select FieldProblems.Of($"`{property.Name}` is missing.", "missing", "body", property.Name),
        ];
        if (missing.Length > 0)
        {
            throw ProblemException.Invalid(missing);
        }

        try
        {
            return (T)body.Deserialize(strict)!;
        }
        catch (JsonException e)
        {
            throw ProblemException.Invalid(Mismatch(body, strict, e.Path));
        }
    }

    /// <param name="path">As the serializer writes it: <c>$.dataset[0]</c>.</param>
    private static FieldProblem Mismatch(JsonElement body, JsonTypeInfo type, string? path)
    {
        string[] parts = [.. (path ?? "$").Split('.', '[', ']').Where(part => part.Length > 0 && part != "$")];
        if (parts is not [var name, ..]
            || !body.TryGetProperty(name, out JsonElement value)
            || type.Properties.FirstOrDefault(row => row.Name == name) is not { } property)
        {
            return FieldProblems.Of("The body has a value of the wrong type.", "type", "body");
        }

        string message = parts.Length > 1
            ? $"An element of `{name}` has the wrong type."
            : $"`{name}` is {JsonWords.KindOf(value)}, and should be {Expected(property.PropertyType)}.";
        return FieldProblems.Of(message, "type", (string[])["body", .. parts]);
    }

    private static string Expected(Type type) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        var text when text == typeof(string) => "a string of valid Unicode",
        var flag when flag == typeof(bool) => "true or false",
        var whole when whole == typeof(int) || whole == typeof(long) => "a whole number in range",
        var number when number == typeof(double) => "a number",
        var list when list.IsAssignableTo(typeof(System.Collections.IEnumerable)) => "a list",
        _ => "an object",
    };
}
