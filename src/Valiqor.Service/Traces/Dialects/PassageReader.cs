using System.Collections.Immutable;
using System.Text.Json;
using Valiqor.Service.Traces.Spans;

namespace Valiqor.Service.Traces.Dialects;

/// <summary>Reads retrieved passages from lists of texts or of documents in the shapes of the usual clients.</summary>
internal static class PassageReader
{
    private static readonly string[] TextNames =
        ["content", "text", "page_content", "pageContent", "document.content", "snippet", "body", "chunk"];

    private static readonly string[] Wrappers = ["node", "document", "payload", "metadata", "fields"];

    /// <summary>Documents without a text, as where only ids and scores are recorded, are left out.</summary>
    public static ImmutableArray<string> Read(JsonElement? documents) => documents switch
    {
        { ValueKind: JsonValueKind.Array } list => [.. list.EnumerateArray().Select(TextOf).OfType<string>()],
        { ValueKind: JsonValueKind.Object } single => TextOf(single) is { } text ? [text] : [],
        _ => [],
    };

    private static string? TextOf(JsonElement document)
    {
        if (document.ValueKind == JsonValueKind.String)
        {
            return document.GetString() is { Length: > 0 } itself ? itself : null;
        }

        if (document.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        AttributeBag bag = AttributeBag.Of(document);
        if (bag.Text(TextNames) is { } text)
        {
            return text;
        }

        foreach (string wrapper in Wrappers)
        {
            if (bag.Json(wrapper) is { ValueKind: JsonValueKind.Object } inner
                && AttributeBag.Of(inner).Text(TextNames) is { } wrapped)
            {
                return wrapped;
            }
        }

        return null;
    }
}
