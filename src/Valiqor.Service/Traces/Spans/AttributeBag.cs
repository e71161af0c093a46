using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Valiqor.Service.Traces.Spans;

/// <summary>
/// The attributes of a span. Conventions flatten lists into keys with numbers (<c>llm.tools.0.tool.name</c>); exports
/// often have them unflattened. Both are found under the same name.
/// </summary>
internal sealed class AttributeBag(IReadOnlyDictionary<string, JsonElement> values)
{
    public static AttributeBag Empty { get; } = new(new Dictionary<string, JsonElement>());

    /// <param name="objects">Of members with the same name the later object's counts.</param>
    public static AttributeBag Of(params IEnumerable<JsonElement> objects)
    {
        var values = new OrderedDictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (JsonElement members in objects)
        {
            foreach (JsonProperty member in members.EnumerateObject())
            {
                values[member.Name] = member.Value;
            }
        }

        return new AttributeBag(values);
    }

    /// <summary>The first of these that has any text, as text.</summary>
    public string? Text(params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            if (Find(name) is { } value && EmbeddedJson.TextOf(value) is { Length: > 0 } text)
            {
                return text;
            }
        }

        return null;
    }

    /// <summary>The first of these that is an object or a list, or a text of one.</summary>
    public JsonElement? Json(params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            if (Find(name) is { } value && EmbeddedJson.Of(value) is { } json)
            {
                return json;
            }
        }

        return null;
    }

    public double? Number(params ReadOnlySpan<string> names) =>
        double.TryParse(Text(names), NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
        && double.IsFinite(number)
            ? number
            : null;

    public bool Has(string name) => Find(name) is not null;

    /// <summary>The rows of a list of objects, flattened or not, each with its keys less the list's name.</summary>
    public ImmutableArray<AttributeBag> Rows(string name)
    {
        var rows = new SortedDictionary<int, Dictionary<string, JsonElement>>();
        string prefix = name + ".";
        foreach ((string key, JsonElement value) in values)
        {
            if (!key.StartsWith(prefix, StringComparison.Ordinal))
            {
                continue;
            }

            ReadOnlySpan<char> rest = key.AsSpan(prefix.Length);
            int dot = rest.IndexOf('.');
            ReadOnlySpan<char> digits = dot < 0 ? rest : rest[..dot];
            if (!int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int index))
            {
                continue;
            }

            if (!rows.TryGetValue(index, out Dictionary<string, JsonElement>? row))
            {
                rows.Add(index, row = new Dictionary<string, JsonElement>(StringComparer.Ordinal));
            }

            row[dot < 0 ? "" : rest[(dot + 1)..].ToString()] = value;
        }

        return rows.Count > 0 ? [.. rows.Values.Select(row => new AttributeBag(row))] : ListedRows(name);
    }

    private ImmutableArray<AttributeBag> ListedRows(string name) =>
        Json(name) is { ValueKind: JsonValueKind.Array } list
            ? [.. list.EnumerateArray().Where(row => row.ValueKind == JsonValueKind.Object).Select(row => Of(row))]
            : [];

    private JsonElement? Find(string name)
    {
        if (values.TryGetValue(name, out JsonElement value))
        {
            return value.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined ? null : value;
        }

        // Nested as objects: {"llm": {"model_name": …}}.
        for (int dot = name.IndexOf('.'); dot > 0; dot = name.IndexOf('.', dot + 1))
        {
            if (values.TryGetValue(name[..dot], out JsonElement outer) && outer.ValueKind == JsonValueKind.Object)
            {
                return Of(outer).Find(name[(dot + 1)..]);
            }
        }

        return null;
    }
}
