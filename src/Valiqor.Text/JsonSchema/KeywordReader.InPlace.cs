using System.Collections.Immutable;
using System.Text.Json;
using Valiqor.Text.JsonSchema.Keywords;

namespace Valiqor.Text.JsonSchema;

/// <summary>The keywords that apply further schemas to the value itself.</summary>
internal sealed partial class KeywordReader
{
    private void ReadInPlaceKeywords()
    {
        if (Has("$ref", out JsonElement reference))
        {
            _keywords.Add(compiler.Reference(place, "$ref", reference));
        }

        if (Has("$dynamicRef", out JsonElement dynamicReference, Draft.V2020))
        {
            _keywords.Add(compiler.DynamicReference(place, dynamicReference));
        }

        if (_draft == Draft.V2019 && Has("$recursiveRef", out _))
        {
            _keywords.Add(compiler.RecursiveReference(place));
        }

        if (Has("allOf", out JsonElement all))
        {
            _keywords.Add(new AllOfKeyword(_location, compiler.Nodes(place, "allOf", all)));
        }

        if (Has("anyOf", out JsonElement any))
        {
            _keywords.Add(new AnyOfKeyword(_location, compiler.Nodes(place, "anyOf", any)));
        }

        if (Has("oneOf", out JsonElement one))
        {
            _keywords.Add(new OneOfKeyword(_location, compiler.Nodes(place, "oneOf", one)));
        }

        if (Child("not") is { } not)
        {
            _keywords.Add(new NotKeyword(_location, not));
        }

        if (Child("if", Draft.V7) is { } condition)
        {
            _keywords.Add(new IfKeyword(_location, condition, Child("then"), Child("else")));
        }

        ReadDependencies();
    }

    /// <summary>
    /// Until 2019-09 one keyword, <c>dependencies</c>, held both kinds; the newer drafts keep it as an old name.
    /// </summary>
    private void ReadDependencies()
    {
        var required = ImmutableArray.CreateBuilder<(string Name, ImmutableArray<string> Others)>();
        var schemas = ImmutableArray.CreateBuilder<(string Name, SchemaNode Schema)>();
        foreach (string keyword in (ReadOnlySpan<string>)["dependencies", "dependentRequired", "dependentSchemas"])
        {
            Draft since = keyword == "dependencies" ? Draft.V4 : Draft.V2019;
            if (!Has(keyword, out JsonElement members, since))
            {
                continue;
            }

            foreach (JsonProperty row in SchemaReader.Object(place, keyword, members).EnumerateObject())
            {
                if (keyword == "dependentRequired"
                    || (keyword == "dependencies" && row.Value.ValueKind == JsonValueKind.Array))
                {
                    required.Add((row.Name, SchemaReader.Names(place, keyword, row.Value)));
                }
                else
                {
                    schemas.Add((row.Name, compiler.Node(place.Child(keyword, row.Name, row.Value))));
                }
            }
        }

        if (required.Count > 0)
        {
            _keywords.Add(new DependentRequiredKeyword("dependentRequired", _location, required.ToImmutable()));
        }

        if (schemas.Count > 0)
        {
            _keywords.Add(new DependentSchemasKeyword("dependentSchemas", _location, schemas.ToImmutable()));
        }
    }
}
