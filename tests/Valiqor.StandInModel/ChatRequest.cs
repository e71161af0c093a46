using System.Text.Json;
using System.Text.Json.Nodes;

namespace Valiqor.StandInModel;

/// <summary>A request for a completion, as it came.</summary>
/// <param name="System">The texts of all system messages.</param>
/// <param name="User">The texts of all other messages.</param>
public sealed record ChatRequest(JsonObject Body, string Model, string System, string User, int Messages)
{
    /// <summary>The same for the same messages.</summary>
    public string Hash => Chance.Hash($"{System}\n\n{User}");

    /// <summary>The same for the same question, also where the schema stands in its prompt.</summary>
    public string UserHash => Chance.Hash(User);

    public string Format => Body["response_format"]?["type"]?.GetValue<string>() ?? "text";

    public JsonNode? Schema => Body["response_format"]?["json_schema"]?["schema"];

    public bool IsStrict => Body["response_format"]?["json_schema"]?["strict"]?.GetValue<bool>() ?? false;

    public long? Limit =>
        (Body[Dialects.MaxCompletionTokens] ?? Body[Dialects.MaxTokens])?.GetValue<long>();

    /// <returns>Null where the body is no such request.</returns>
    public static ChatRequest? Read(string body, string? deployment)
    {
        try
        {
            if (JsonNode.Parse(body) is not JsonObject json
                || json["messages"] is not JsonArray { Count: > 0 } messages)
            {
                return null;
            }

            string model = deployment ?? json["model"]!.GetValue<string>();
            return new ChatRequest(
                json, model, Texts(messages, isSystem: true), Texts(messages, isSystem: false), messages.Count);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or NullReferenceException)
        {
            return null;
        }
    }

    private static string Texts(JsonArray messages, bool isSystem) => string.Join('\n',
        from message in messages
        where message!["role"]!.GetValue<string>() is "system" or "developer" == isSystem
        select message["content"]!.GetValue<string>());
}
