using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using Valiqor.Text.JsonSchema.Formats;
using Valiqor.Text.JsonSchema.Keywords;

namespace Valiqor.Text.JsonSchema;

/// <summary>Reads the keywords of one subschema, as its draft understands them.</summary>
internal sealed partial class KeywordReader(SchemaCompiler compiler, SchemaPlace place)
{
    private readonly List<Keyword> _keywords = [];
    private readonly Draft _draft = Drafts.Of(place.Schema, place.Resource.Draft);
    private readonly string _location = SchemaCompiler.Location(place);

    public ImmutableArray<Keyword> Read()
    {
        switch (place.Schema.ValueKind)
        {
            case JsonValueKind.True:
                return [];
            case JsonValueKind.False:
                return [new NothingKeyword(_location)];
            case JsonValueKind.Object:
                break;
            default:
                throw new InvalidSchemaException(
                    $"#{place.Pointer}",
                    $"must be a schema (an object, true or false), is {Wording.Kind(place.Schema)}");
        }

        if (_draft.RefStandsAlone() && place.Schema.TryGetProperty("$ref", out JsonElement alone))
        {
            return [compiler.Reference(place, "$ref", alone)];
        }

        ReadValueKeywords();
        ReadSizes();
        ReadBounds();
        ReadObjectKeywords();
        ReadArrayKeywords();
        ReadInPlaceKeywords();
        return [.. _keywords.Where(keyword => !keyword.NeedsEvaluated), .. _keywords.Where(keyword =>
            keyword.NeedsEvaluated)];
    }

    private bool Has(string keyword, out JsonElement value, Draft since = Draft.V4) =>
        place.Schema.TryGetProperty(keyword, out value) && _draft >= since;

    private SchemaNode? Child(string keyword, Draft since = Draft.V4) =>
        Has(keyword, out JsonElement schema, since) ? compiler.Node(place.Child(keyword, schema)) : null;

    private void ReadValueKeywords()
    {
        bool nullable = _draft == Draft.Undeclared
            && Has("nullable", out JsonElement flag)
            && flag.ValueKind == JsonValueKind.True;
        if (Has("type", out JsonElement type))
        {
            _keywords.Add(new TypeKeyword(_location, SchemaReader.Types(place, type), nullable));
        }

        if (Has("const", out JsonElement constant, Draft.V6))
        {
            _keywords.Add(new EnumKeyword("const", _location, [constant]));
        }

        if (Has("enum", out JsonElement values))
        {
            JsonElement list = SchemaReader.Array(place, "enum", values);
            _keywords.Add(new EnumKeyword("enum", _location, [.. list.EnumerateArray()]));
        }

        if (Has("pattern", out JsonElement pattern))
        {
            _keywords.Add(new PatternKeyword(_location, Pattern("pattern", SchemaReader.Text(place, "pattern",
                pattern))));
        }

        if (Has("format", out JsonElement format)
            && compiler.Options.AssertFormats
            && FormatChecks.Find(SchemaReader.Text(place, "format", format)) is { } check)
        {
            _keywords.Add(new FormatKeyword(_location, format.GetString()!, check));
        }
    }

    private void ReadSizes()
    {
        ReadSize("minLength", JsonValueKind.String, isLeast: true);
        ReadSize("maxLength", JsonValueKind.String, isLeast: false);
        ReadSize("minItems", JsonValueKind.Array, isLeast: true);
        ReadSize("maxItems", JsonValueKind.Array, isLeast: false);
        ReadSize("minProperties", JsonValueKind.Object, isLeast: true);
        ReadSize("maxProperties", JsonValueKind.Object, isLeast: false);
    }

    private void ReadSize(string keyword, JsonValueKind kind, bool isLeast)
    {
        if (Has(keyword, out JsonElement limit))
        {
            _keywords.Add(new SizeKeyword(keyword, _location, kind, isLeast, SchemaReader.Size(place, keyword, limit)));
        }
    }

    private void ReadBounds()
    {
        ReadBound("minimum", "exclusiveMinimum", sign: 1);
        ReadBound("maximum", "exclusiveMaximum", sign: -1);
        if (Has("multipleOf", out JsonElement divisor))
        {
            if (!JsonNumber.Of(SchemaReader.Number(place, "multipleOf", divisor)).IsPositive)
            {
                throw SchemaReader.Fault(place, "multipleOf", "must be more than 0");
            }

            _keywords.Add(new MultipleOfKeyword(_location, divisor));
        }
    }

    private void ReadBound(string keyword, string exclusiveKeyword, int sign)
    {
        bool hasExclusive = Has(exclusiveKeyword, out JsonElement exclusive);

        // In draft 4 the exclusive form was a flag on the bound beside it.
        bool isFlag = hasExclusive
            && exclusive.ValueKind is JsonValueKind.True or JsonValueKind.False
            && _draft is Draft.V4 or Draft.Undeclared;
        if (Has(keyword, out JsonElement bound))
        {
            bool isExclusive = isFlag && exclusive.GetBoolean();
            bound = SchemaReader.Number(place, keyword, bound);
            _keywords.Add(new BoundKeyword(isExclusive ? exclusiveKeyword : keyword, _location, bound, sign,
                isExclusive));
        }

        if (hasExclusive && !isFlag)
        {
            exclusive = SchemaReader.Number(place, exclusiveKeyword, exclusive);
            _keywords.Add(new BoundKeyword(exclusiveKeyword, _location, exclusive, sign, Exclusive: true));
        }
    }

    private void ReadObjectKeywords()
    {
        if (Has("required", out JsonElement required) && !IsOldRequiredFlag(required))
        {
            _keywords.Add(new RequiredKeyword(_location, SchemaReader.Names(place, "required", required)));
        }

        var named = Members("properties", name => name).ToFrozenDictionary(row => row.Key, row => row.Schema);
        var byPattern = Members("patternProperties", source => Pattern("patternProperties", source)).ToImmutableArray();
        SchemaNode? others = Child("additionalProperties");
        if (named.Count > 0 || byPattern.Length > 0 || others is not null)
        {
            bool allowsOthers = others is null
                || place.Schema.GetProperty("additionalProperties").ValueKind != JsonValueKind.False;
            _keywords.Add(new MembersKeyword(_location, named, byPattern, others, allowsOthers));
        }

        if (Child("propertyNames", Draft.V6) is { } names)
        {
            _keywords.Add(new PropertyNamesKeyword(_location, names));
        }

        if (Child("unevaluatedProperties", Draft.V2019) is { } unevaluated)
        {
            _keywords.Add(new UnevaluatedPropertiesKeyword(_location, unevaluated));
        }
    }

    /// <summary>
    /// Draft 3 put <c>"required": true</c> on a property; tool definitions still have it, to no effect.
    /// </summary>
    private bool IsOldRequiredFlag(JsonElement required) =>
        _draft == Draft.Undeclared && required.ValueKind is JsonValueKind.True or JsonValueKind.False;

    private IEnumerable<(TKey Key, SchemaNode Schema)> Members<TKey>(string keyword, Func<string, TKey> key) =>
        Has(keyword, out JsonElement members)
            ? SchemaReader.Object(place, keyword, members).EnumerateObject()
                .GroupBy(row => row.Name, StringComparer.Ordinal)
                .Select(rows => (key(rows.Key), compiler.Node(place.Child(keyword, rows.Key, rows.Last().Value))))
            : [];

    private void ReadArrayKeywords()
    {
        ReadElements();
        if (Has("uniqueItems", out JsonElement unique) && SchemaReader.Flag(place, "uniqueItems", unique))
        {
            _keywords.Add(new UniqueItemsKeyword(_location));
        }

        if (Child("contains", Draft.V6) is { } contains)
        {
            long least = Has("minContains", out JsonElement min, Draft.V2019)
                ? SchemaReader.Size(place, "minContains", min)
                : 1;
            long? most = Has("maxContains", out JsonElement max, Draft.V2019)
                ? SchemaReader.Size(place, "maxContains", max)
                : null;
            bool marksSeen = _draft >= Draft.V2020;
            _keywords.Add(new ContainsKeyword(_location, contains, least, most, marksSeen));
        }

        if (Child("unevaluatedItems", Draft.V2019) is { } unevaluated)
        {
            _keywords.Add(new UnevaluatedItemsKeyword(_location, unevaluated));
        }
    }

    private void ReadElements()
    {
        bool hasItems = Has("items", out JsonElement items);
        if (Has("prefixItems", out JsonElement prefix, Draft.V2020))
        {
            _keywords.Add(new ElementsKeyword(_location, compiler.Nodes(place, "prefixItems", prefix), Child("items")));
        }
        else if (hasItems && items.ValueKind == JsonValueKind.Array && _draft != Draft.V2020)
        {
            _keywords.Add(new ElementsKeyword(_location, compiler.Nodes(place, "items", items),
                Child("additionalItems")));
        }
        else if (hasItems)
        {
            _keywords.Add(new ElementsKeyword(_location, [], Child("items")));
        }
    }

    private EcmaRegex Pattern(string keyword, string source)
    {
        try
        {
            return new EcmaRegex(source);
        }
        catch (FormatException e)
        {
            throw SchemaReader.Fault(place, keyword, $"\"{source}\" is not a regular expression: {e.Message}");
        }
    }
}
