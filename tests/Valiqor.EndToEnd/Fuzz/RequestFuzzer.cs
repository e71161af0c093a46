using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Valiqor.EndToEnd.Fuzz;

/// <summary>Makes requests from an OpenAPI document: mostly right, and somewhere wrong.</summary>
internal sealed partial class RequestFuzzer(JsonElement document, IReadOnlyList<string> knownIds, Random random)
{
    private const int LongestPathValue = 1_500;

    /// <summary>Kestrel refuses a longer request line by itself (8 KiB), before anything of ours is asked.</summary>
    private const int LongestAddress = 7_000;

    private readonly OddValues _odd = new(random);

    private readonly Described[] _operations =
    [
        .. from path in document.GetProperty("paths").EnumerateObject()
           from operation in path.Value.EnumerateObject()
           select new Described(path.Name, operation.Name.ToUpperInvariant(), operation.Value),
    ];

    public HttpRequestMessage Next(out string name)
    {
        Described operation = _operations[random.Next(_operations.Length)];
        name = operation.Description.GetProperty("operationId").GetString()!;
        var request = new HttpRequestMessage(new HttpMethod(operation.Method), Address(operation));
        foreach (JsonElement parameter in Parameters(operation, "header"))
        {
            if (random.Next(2) == 0)
            {
                request.Headers.TryAddWithoutValidation(
                    parameter.GetProperty("name").GetString()!, WithoutControls(_odd.Text()));
            }
        }

        if (operation.Description.TryGetProperty("requestBody", out JsonElement body))
        {
            request.Content = Content(body.GetProperty("content"));
        }

        return request;
    }

    private string Address(Described operation)
    {
        string path = PathParameter.Replace(operation.Path, _ => Uri.EscapeDataString(PathValue()));
        var query = new List<string>();
        foreach (JsonElement parameter in Parameters(operation, "query"))
        {
            for (int times = random.Next(3); times > 0; times--)
            {
                string value = random.Next(2) == 0 ? Plausible(parameter.GetProperty("schema")) : _odd.Text();
                query.Add($"{parameter.GetProperty("name").GetString()}={Uri.EscapeDataString(value)}");
            }
        }

        if (random.Next(10) == 0)
        {
            query.Add($"{Uri.EscapeDataString(_odd.Text())}={Uri.EscapeDataString(_odd.Text())}");
        }

        string address = path.TrimStart('/');
        while (address.Length + query.Sum(value => value.Length + 1) > LongestAddress)
        {
            query.RemoveAt(0);
        }

        return query.Count == 0 ? address : $"{address}?{string.Join('&', query)}";
    }

    /// <summary>A segment of a path: Kestrel itself refuses NUL, and HTTP clients swallow dots.</summary>
    private string PathValue()
    {
        string value = random.Next(3) == 0 && knownIds.Count > 0 ? knownIds[random.Next(knownIds.Count)] : _odd.Text();
        value = value.Replace("\0", "", StringComparison.Ordinal);
        return value is "" or "." or ".." ? "x" : value[..Math.Min(value.Length, LongestPathValue)].Trim('\uD83D');
    }

    private string Plausible(JsonElement schema)
    {
        if (schema.TryGetProperty("enum", out JsonElement words))
        {
            return words[random.Next(words.GetArrayLength())].GetString()!;
        }

        return schema.TryGetProperty("type", out JsonElement type) ? type.ToString() switch
        {
            "integer" => random.Next(-2, 500).ToString(CultureInfo.InvariantCulture),
            "number" => random.Next(-1, 7).ToString(CultureInfo.InvariantCulture),
            "boolean" => random.Next(2) == 0 ? "true" : "false",
            _ => knownIds.Count > 0 ? knownIds[random.Next(knownIds.Count)] : "demo",
        } : "demo";
    }

    private HttpContent Content(JsonElement shapes)
    {
        JsonProperty shape = shapes.EnumerateObject().First();
        string mediaType = random.Next(20) == 0 ? "text/plain" : shape.Name;
        if (shape.Name == "multipart/form-data" && random.Next(5) > 0)
        {
            var form = new MultipartFormDataContent();
            for (int parts = random.Next(3); parts > 0; parts--)
            {
                form.Add(new ByteArrayContent(Encoding.UTF8.GetBytes(_odd.Json())), "files", "map.json");
            }

            return form;
        }

        string json = shape.Value.TryGetProperty("schema", out JsonElement schema) ? Instance(schema, 0) : _odd.Json();
        byte[] bytes = random.Next(8) == 0 ? _odd.Broken(json) : Encoding.UTF8.GetBytes(json);
        var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(mediaType);
        return content;
    }

    /// <summary>JSON that meets a schema, but for a place here and there.</summary>
    private string Instance(JsonElement schema, int depth)
    {
        if (depth > 6 || random.Next(12) == 0 || schema.ValueKind != JsonValueKind.Object)
        {
            return _odd.Json();
        }

        if (schema.TryGetProperty("$ref", out JsonElement reference))
        {
            string name = reference.GetString()!.Split('/')[^1];
            return Instance(document.GetProperty("components").GetProperty("schemas").GetProperty(name), depth + 1);
        }

        if (schema.TryGetProperty("anyOf", out JsonElement choices))
        {
            return Instance(choices[random.Next(choices.GetArrayLength())], depth + 1);
        }

        JsonElement type = schema.TryGetProperty("type", out JsonElement given) ? given : default;
        string kind = type.ValueKind == JsonValueKind.Array ? type[0].GetString()! : type.ToString();
        return kind switch
        {
            "object" => Object(schema, depth),
            "array" => schema.TryGetProperty("items", out JsonElement items)
                ? $"[{string.Join(',', Enumerable.Range(0, random.Next(4)).Select(_ => Instance(items, depth + 1)))}]"
                : "[]",
            "string" => OddValues.Quoted(random.Next(2) == 0 ? "What is 2+2?" : _odd.Text()),
            "integer" or "number" or "boolean" => Plausible(schema),
            "null" => "null",
            _ => Item(),
        };
    }

    private string Object(JsonElement schema, int depth)
    {
        if (!schema.TryGetProperty("properties", out JsonElement properties))
        {
            return _odd.Json();
        }

        IEnumerable<string> members =
            from property in properties.EnumerateObject()
            where random.Next(4) > 0
            select $"{OddValues.Quoted(property.Name)}:{Instance(property.Value, depth + 1)}";
        string extra = random.Next(6) == 0 ? $",\"extra\":{_odd.Json()}" : "";
        return $"{{\"_\":0,{string.Join(',', members)}".TrimEnd(',') + extra + "}";
    }

    /// <summary>Where a schema allows anything, the service mostly means a dataset's item.</summary>
    private string Item()
    {
        string Text() => random.Next(3) == 0 ? _odd.Json() : OddValues.Quoted(_odd.Text());
        string call = $"{{\"name\":{Text()},\"arguments\":{_odd.Json()},\"output\":{_odd.Json()}}}";
        return $"{{\"input\":{Text()},\"output\":{Text()},\"context\":{_odd.Json()},\"tool_calls\":[{call}],"
            + $"\"output_schema\":{_odd.Json()},\"metadata\":{_odd.Json()}}}";
    }

    private static IEnumerable<JsonElement> Parameters(Described operation, string place) =>
        operation.Description.TryGetProperty("parameters", out JsonElement parameters)
            ? parameters.EnumerateArray().Where(parameter => parameter.GetProperty("in").GetString() == place)
            : [];

    private static string WithoutControls(string text) =>
        string.Concat(text.Where(c => c is >= ' ' and < (char)0x7F)) is { Length: > 0 } plain ? plain : "x";

    private sealed record Described(string Path, string Method, JsonElement Description);

    [GeneratedRegex(@"\{\w+\}", RegexOptions.NonBacktracking)]
    private static partial Regex PathParameter { get; }
}
