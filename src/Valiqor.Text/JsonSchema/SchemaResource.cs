using System.Text.Json;

namespace Valiqor.Text.JsonSchema;

/// <summary>A schema with a URI of its own, and the names that are given to places inside it.</summary>
internal sealed class SchemaResource(Uri uri, JsonElement root, Draft draft)
{
    public Uri Uri => uri;

    public JsonElement Root => root;

    public Draft Draft => draft;

    public Dictionary<string, SchemaPlace> Anchors { get; } = new(StringComparer.Ordinal);

    /// <summary>The anchors that <c>$dynamicRef</c> may find from outside.</summary>
    public Dictionary<string, SchemaPlace> DynamicAnchors { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether the root says <c>"$recursiveAnchor": true</c> (2019-09).</summary>
    public bool IsRecursive => draft == Draft.V2019
        && root.ValueKind == JsonValueKind.Object
        && root.TryGetProperty("$recursiveAnchor", out JsonElement flag)
        && flag.ValueKind == JsonValueKind.True;

    public SchemaPlace Whole => new(this, "", root);
}

/// <summary>A subschema: the resource it belongs to, and its JSON pointer from there.</summary>
internal readonly record struct SchemaPlace(SchemaResource Resource, string Pointer, JsonElement Schema)
{
    public SchemaPlace Child(string keyword, JsonElement schema) =>
        this with { Pointer = $"{Pointer}/{JsonPointer.Escape(keyword)}", Schema = schema };

    public SchemaPlace Child(string keyword, string name, JsonElement schema) =>
        this with { Pointer = $"{Pointer}/{keyword}/{JsonPointer.Escape(name)}", Schema = schema };
}
