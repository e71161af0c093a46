using System.Collections.Immutable;
using System.Text.Json;
using Valiqor.Text.JsonSchema.Keywords;

namespace Valiqor.Text.JsonSchema;

/// <summary>
/// Turns a schema into nodes: one for each subschema that can be reached, however often it is referred to.
/// </summary>
internal sealed class SchemaCompiler(SchemaOptions options)
{
    private readonly SchemaDocuments _documents = new();
    private readonly Dictionary<(SchemaResource Resource, string Pointer), SchemaNode> _nodes = [];
    private readonly Queue<(SchemaPlace Place, SchemaNode Node)> _unread = [];
    private readonly Queue<(RefKeyword Keyword, SchemaPlace Place, string Reference)> _references = [];
    private readonly List<(DynamicRefKeyword Keyword, string Anchor)> _dynamicReferences = [];

    public SchemaOptions Options => options;

    public SchemaNode Compile(JsonElement schema)
    {
        SchemaResource root = _documents.Add(schema, Draft.Undeclared);
        SchemaNode node = Node(root.Whole);
        do
        {
            ReadAll();
            CompleteDynamicReferences();
        }
        while (_unread.Count > 0);
        return node;
    }

    /// <summary>
    /// The node of a subschema. Its keywords are read later, so that schemas may refer to each other.
    /// </summary>
    public SchemaNode Node(SchemaPlace place)
    {
        // The same subschema may be reached through the resource around it and through the one that it starts.
        SchemaPlace own = _documents.Canonical(place);
        if (!_nodes.TryGetValue((own.Resource, own.Pointer), out SchemaNode? node))
        {
            node = new SchemaNode(own.Resource);
            _nodes.Add((own.Resource, own.Pointer), node);
            _unread.Enqueue((own, node));
        }

        return node;
    }

    public ImmutableArray<SchemaNode> Nodes(SchemaPlace place, string keyword, JsonElement value)
    {
        JsonElement list = SchemaReader.Array(place, keyword, value);
        return [.. list.EnumerateArray().Select((schema, i) => Node(place.Child(keyword, $"{i}", schema)))];
    }

    public Keyword Reference(SchemaPlace place, string keyword, JsonElement value)
    {
        var reference = new RefKeyword(keyword, Location(place));
        _references.Enqueue((reference, place, SchemaReader.Text(place, keyword, value)));
        return reference;
    }

    public Keyword DynamicReference(SchemaPlace place, JsonElement value)
    {
        string text = SchemaReader.Text(place, "$dynamicRef", value);
        SchemaPlace target = _documents.Resolve(text, place, "$dynamicRef");
        var keyword = new DynamicRefKeyword("$dynamicRef", Location(place), Node(target));
        string anchor = text[(text.IndexOf('#', StringComparison.Ordinal) + 1)..];

        // Only a reference that lands on a $dynamicAnchor goes on from there; any other is a plain $ref.
        if (target.Resource.DynamicAnchors.TryGetValue(anchor, out SchemaPlace dynamic)
            && dynamic.Pointer == target.Pointer)
        {
            _dynamicReferences.Add((keyword, anchor));
        }

        return keyword;
    }

    public Keyword RecursiveReference(SchemaPlace place)
    {
        var keyword = new DynamicRefKeyword("$recursiveRef", Location(place), Node(place.Resource.Whole));
        if (place.Resource.IsRecursive)
        {
            _dynamicReferences.Add((keyword, ""));
        }

        return keyword;
    }

    public static string Location(SchemaPlace place) =>
        place.Resource.Uri.Scheme == "schema" ? $"#{place.Pointer}" : $"{place.Resource.Uri}#{place.Pointer}";

    private void ReadAll()
    {
        while (_unread.Count > 0 || _references.Count > 0)
        {
            while (_unread.TryDequeue(out var next))
            {
                next.Node.SetKeywords(new KeywordReader(this, next.Place).Read());
            }

            while (_references.TryDequeue(out var next))
            {
                next.Keyword.Target = Node(_documents.Resolve(next.Reference, next.Place, next.Keyword.Name));
            }
        }
    }

    /// <summary>Any resource may be on the way to a value, so each that has the anchor is a candidate.</summary>
    private void CompleteDynamicReferences()
    {
        SchemaResource[] resources = [.. _documents.Resources.Distinct()];
        foreach ((DynamicRefKeyword keyword, string anchor) in _dynamicReferences)
        {
            foreach (SchemaResource resource in resources)
            {
                if (anchor.Length == 0 && resource.IsRecursive)
                {
                    keyword.Targets.TryAdd(resource, Node(resource.Whole));
                }
                else if (resource.DynamicAnchors.TryGetValue(anchor, out SchemaPlace target))
                {
                    keyword.Targets.TryAdd(resource, Node(target));
                }
            }
        }
    }
}
