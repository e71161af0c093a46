using System.Text.Json;

namespace Valiqor.Service.Models.Calls;

/// <summary>What providers say about an error, each in a shape of its own. Not safe to show.</summary>
internal sealed record ErrorBody(string Message, string Parameter, string Code)
{
    public static ErrorBody Read(ReadOnlyMemory<byte> body)
    {
        // Google's puts the error into an array.
        JsonElement? read = JsonFields.Parse(body);
        JsonElement? root = read.First() ?? read;
        JsonElement? error = root.Field("error") is { ValueKind: JsonValueKind.Object } inner ? inner : root;
        string message =
            error.Field("message").Text()
            ?? root.Field("error").Text()
            ?? root.Field("detail").Text()
            ?? string.Join("; ", root.Field("detail").Items().Select(Detail));
        string code = $"{error.Field("code").Text()} {error.Field("type").Text()}";
        return new ErrorBody(message, error.Field("param").Text() ?? "", code);
    }

    public bool Says(string words) =>
        Message.Contains(words, StringComparison.OrdinalIgnoreCase)
        || Parameter.Contains(words, StringComparison.OrdinalIgnoreCase)
        || Code.Contains(words, StringComparison.OrdinalIgnoreCase);

    /// <summary>FastAPI's way: <c>{"loc": ["body", "seed"], "msg": "Extra inputs are not permitted"}</c>.</summary>
    private static string Detail(JsonElement? detail) =>
        $"{string.Join('.', detail.Field("loc").Items().Select(part => part.Text()))}: {detail.Field("msg").Text()}";
}
