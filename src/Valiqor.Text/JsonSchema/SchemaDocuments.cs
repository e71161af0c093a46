using System.Text.Json;

namespace Valiqor.Text.JsonSchema;

/// <summary>
/// The schemas that references can reach, by URI: the one given, those inside it, and the standard's own.
/// </summary>
internal sealed class SchemaDocuments
{
    // Enough for any schema that a person or a generator writes, and it bounds what indexing one can cost.
    private const int DepthLimit = 500;

    private static readonly Uri UnnamedSchema = new("schema:///root");

    private readonly Dictionary<string, SchemaResource> _resources = new(StringComparer.Ordinal);

    public IEnumerable<SchemaResource> Resources => _resources.Values;

    /// <summary>Takes in a schema and everything inside it that has a URI or an anchor.</summary>
    public SchemaResource Add(JsonElement root, Draft around) => Add(root, UnnamedSchema, around);

    /// <summary>The subschema that a reference leads to.</summary>
    /// <exception cref="InvalidSchemaException">It leads nowhere.</exception>
    public SchemaPlace Resolve(string reference, SchemaPlace from, string keyword)
    {
        string location = $"#{from.Pointer}/{keyword}";
        int hash = reference.IndexOf('#', StringComparison.Ordinal);
        string target = hash < 0 ? reference : reference[..hash];
        string fragment = hash < 0 ? "" : Uri.UnescapeDataString(reference[(hash + 1)..]);
        SchemaResource resource = target.Length == 0 ? from.Resource : Find(target, from.Resource.Uri, location);
        if (fragment.Length == 0)
        {
            return resource.Whole;
        }

        if (fragment[0] == '/')
        {
            return Walk(resource, fragment)
                ?? throw new InvalidSchemaException(location, $"refers to \"{reference}\", which is not in the schema");
        }

        return resource.Anchors.TryGetValue(fragment, out SchemaPlace place)
            ? place
            : throw new InvalidSchemaException(location, $"refers to the anchor \"{fragment}\", which is not defined");
    }

    /// <summary>The same subschema as the root of its own resource, where it starts one.</summary>
    public SchemaPlace Canonical(SchemaPlace place) =>
        place.Pointer.Length > 0
        && OwnUri(place.Schema, Drafts.Of(place.Schema, place.Resource.Draft), place.Resource.Uri) is { } own
        && _resources.TryGetValue(Key(own), out SchemaResource? inner)
            ? inner.Whole
            : place;

    private SchemaResource Find(string target, Uri from, string location)
    {
        if (!Uri.TryCreate(from, target, out Uri? uri) || !uri.IsAbsoluteUri)
        {
            throw new InvalidSchemaException(location, $"\"{target}\" is not a URI reference");
        }

        if (_resources.TryGetValue(Key(uri), out SchemaResource? known))
        {
            return known;
        }

        return MetaSchemaFiles.Find(Key(uri)) is { } published
            ? Add(published, uri, Draft.V2020)
            : throw new InvalidSchemaException(
                location,
                $"refers to \"{uri}\", which is not part of the schema; references are not fetched from a network");
    }

    private SchemaPlace? Walk(SchemaResource resource, string pointer)
    {
        SchemaPlace place = resource.Whole;
        foreach (string token in pointer[1..].Split('/'))
        {
            if (JsonPointer.Step(place.Schema, JsonPointer.Unescape(token)) is not { } next)
            {
                return null;
            }

            // A subschema with a URI starts a resource of its own: what is under it is relative to that.
            place = Canonical(place with { Pointer = $"{place.Pointer}/{token}", Schema = next });
        }

        return place;
    }

    private SchemaResource Add(JsonElement root, Uri from, Draft around)
    {
        Draft draft = Drafts.Of(root, around);
        Uri uri = OwnUri(root, draft, from) ?? from;
        var resource = new SchemaResource(uri, root, draft);
        _resources.TryAdd(Key(from), resource);
        _resources[Key(uri)] = resource;
        Index(resource.Whole, depth: 0);
        return resource;
    }

    private void Index(SchemaPlace place, int depth)
    {
        if (place.Schema.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        if (depth > DepthLimit)
        {
            throw new InvalidSchemaException($"#{place.Pointer}", $"is nested more than {DepthLimit} levels deep");
        }

        Draft draft = Drafts.Of(place.Schema, place.Resource.Draft);
        if (place.Pointer.Length > 0 && OwnUri(place.Schema, draft, place.Resource.Uri) is { } own)
        {
            place = new SchemaResource(own, place.Schema, draft).Whole;
            _resources.TryAdd(Key(own), place.Resource);
        }

        AddAnchors(place, draft);
        foreach (JsonProperty member in place.Schema.EnumerateObject())
        {
            foreach (SchemaPlace child in SubSchemas.In(place, member))
            {
                Index(child, depth + 1);
            }
        }
    }

    private static void AddAnchors(SchemaPlace place, Draft draft)
    {
        if (Text(place.Schema, draft.IdKeyword()) is { Length: > 1 } id && id[0] == '#' && draft <= Draft.V7)
        {
            place.Resource.Anchors.TryAdd(id[1..], place);
        }

        if (draft >= Draft.V2019 && Text(place.Schema, "$anchor") is { } anchor)
        {
            place.Resource.Anchors.TryAdd(anchor, place);
        }

        if (draft >= Draft.V2020 && Text(place.Schema, "$dynamicAnchor") is { } dynamicAnchor)
        {
            place.Resource.Anchors.TryAdd(dynamicAnchor, place);
            place.Resource.DynamicAnchors.TryAdd(dynamicAnchor, place);
        }
    }

    private static Uri? OwnUri(JsonElement schema, Draft draft, Uri from)
    {
        if (Text(schema, draft.IdKeyword()) is not { Length: > 0 } id
            || id[0] == '#'
            || (draft.RefStandsAlone() && schema.TryGetProperty("$ref", out _)))
        {
            return null;
        }

        return Uri.TryCreate(from, id, out Uri? uri) && uri.IsAbsoluteUri ? uri : null;
    }

    private static string? Text(JsonElement schema, string keyword) =>
        schema.ValueKind == JsonValueKind.Object
        && schema.TryGetProperty(keyword, out JsonElement value)
        && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    private static string Key(Uri uri)
    {
        int hash = uri.AbsoluteUri.IndexOf('#', StringComparison.Ordinal);
        return hash < 0 ? uri.AbsoluteUri : uri.AbsoluteUri[..hash];
    }
}
