using System.Text.Json;

namespace Valiqor.Text.JsonSchema;

/// <summary>The standard's own schemas, which any schema may refer to.</summary>
internal static class MetaSchemaFiles
{
    private const string Modern = "https://json-schema.org/draft/";
    private const string Classic = "http://json-schema.org/";

    /// <param name="uri">An absolute URI without fragment.</param>
    public static JsonElement? Find(string uri)
    {
        string? name =
            uri.StartsWith(Modern, StringComparison.Ordinal)
                ? uri[Modern.Length..].Replace("/meta/", ".", StringComparison.Ordinal).Replace("/schema", "",
                    StringComparison.Ordinal)
            : uri.StartsWith(Classic, StringComparison.Ordinal)
                ? uri[Classic.Length..].Replace("/schema", "", StringComparison.Ordinal)
            : null;
        using Stream? stream = name is null
            ? null
            : typeof(MetaSchemaFiles).Assembly.GetManifestResourceStream($"metaschema.{name}.json");
        if (stream is null)
        {
            return null;
        }

        using JsonDocument document = JsonDocument.Parse(stream);
        return document.RootElement.Clone();
    }
}
