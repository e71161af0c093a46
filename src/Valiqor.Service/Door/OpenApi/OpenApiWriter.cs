using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Valiqor.Client;
using Valiqor.Text.Patterns;

namespace Valiqor.Service.Door.OpenApi;

/// <summary>
/// Writes the OpenAPI 3.1 document of the operations: routes and parameters from their table, bodies from the wire's
/// own types.
/// </summary>
internal sealed class OpenApiWriter(Operations operations)
{
    private const string Bearer = "bearer";

    private static readonly BodyShape Refusal = new("application/problem+json", WireJson.Default.Problem);

    private static readonly HeaderParameter RetryAfter = new("Retry-After", "Seconds until the next call is let in.");

    private readonly SchemaWriter _schemas = new();

    public JsonObject Write()
    {
        var paths = new JsonObject();
        foreach ((Operation operation, Alias way) in operations.Ways)
        {
            Add(paths, operation, way, isAlias: way.Name != operation.Name);
        }

        return new JsonObject
        {
            ["openapi"] = "3.1.1",
            ["info"] = new JsonObject
            {
                ["title"] = "Valiqor",
                ["version"] = typeof(ValiqorClient).Assembly.GetName().Version!.ToString(3),
                ["description"] = "Finds why an AI application fails.",
            },
            ["paths"] = paths,
            ["components"] = new JsonObject
            {
                ["schemas"] = _schemas.Components(),
                ["securitySchemes"] = new JsonObject
                {
                    [Bearer] = new JsonObject
                    {
                        ["type"] = "http",
                        ["scheme"] = "bearer",
                        ["description"] = "An API key, vq_…",
                    },
                },
            },
        };
    }

    private void Add(JsonObject paths, Operation operation, Alias way, bool isAlias)
    {
        string path = "/" + way.Route;
        JsonObject item = paths[path]?.AsObject() ?? [];
        paths[path] = item;
        item[way.Method.ToLowerInvariant()] = Describe(operation, way, isAlias);
    }

    private JsonObject Describe(Operation operation, Alias way, bool isAlias)
    {
        var description = new JsonObject
        {
            ["operationId"] = way.Name,
            ["summary"] = isAlias ? $"{operation.Summary} (Another route to {operation.Name}.)" : operation.Summary,
            ["tags"] = new JsonArray(TagOf(operation.Route)),
        };
        if (isAlias)
        {
            description["description"] = $"The same as {operation.Method} /{operation.Route}.";
        }

        if (Parameters(operation, way.Route) is { Count: > 0 } parameters)
        {
            description["parameters"] = parameters;
        }

        if (operation.Body is { } body)
        {
            description["requestBody"] = new JsonObject { ["required"] = true, ["content"] = Content(body) };
        }

        description["responses"] = Responses(operation);
        if (operation.Access != Access.Open)
        {
            description["security"] = new JsonArray(new JsonObject { [Bearer] = new JsonArray() });
        }

        return description;
    }

    private JsonObject Responses(Operation operation)
    {
        var responses = new JsonObject
        {
            ["200"] = new JsonObject
            {
                ["description"] = "Done.",
                ["content"] = Content([operation.Answer, .. operation.OtherAnswers]),
            },
        };
        if (operation.Accepted is { } accepted)
        {
            responses["202"] = new JsonObject
            {
                ["description"] = "Accepted; it continues on its own.",
                ["content"] = Content(accepted),
            };
        }

        if (operation is { Access: Access.Key, CountsAgainstLimits: true })
        {
            responses["200"]!["headers"] = Headers(RateHeaders.All);
            responses["429"] = new JsonObject
            {
                ["description"] = "A limit was met.",
                ["headers"] = Headers([RetryAfter, .. RateHeaders.All]),
                ["content"] = Content(Refusal),
            };
        }

        responses["default"] = new JsonObject
        {
            ["description"] = "Refused or failed: `detail` says what is wrong and what to do.",
            ["content"] = Content(Refusal),
        };
        return responses;
    }

    private JsonObject Content(params IEnumerable<BodyShape> shapes) => new(
        from shape in shapes
        let content = shape.Type is { } type
            ? new JsonObject { ["schema"] = _schemas.Reference(type) }
            : new JsonObject()
        select KeyValuePair.Create<string, JsonNode?>(shape.MediaType, content));

    private static JsonObject Headers(IEnumerable<HeaderParameter> headers) => new(
        from header in headers
        let described = new JsonObject
        {
            ["description"] = header.Description,
            ["schema"] = new JsonObject { ["type"] = "integer" },
        }
        select KeyValuePair.Create<string, JsonNode?>(header.Name, described));

    private static JsonArray Parameters(Operation operation, string route)
    {
        var parameters = new JsonArray();
        foreach (Match segment in RouteParameters.Matches(route))
        {
            parameters.Add(new JsonObject
            {
                ["name"] = segment.Groups["name"].Value,
                ["in"] = "path",
                ["required"] = true,
                ["schema"] = new JsonObject { ["type"] = "string" },
            });
        }

        foreach (QueryParameter parameter in operation.Query)
        {
            parameters.Add(new JsonObject
            {
                ["name"] = parameter.Name,
                ["in"] = "query",
                ["description"] = parameter.Description,
                ["schema"] = parameter.Schema,
            });
        }

        foreach (HeaderParameter header in operation.Headers)
        {
            parameters.Add(new JsonObject
            {
                ["name"] = header.Name,
                ["in"] = "header",
                ["description"] = header.Description,
                ["schema"] = new JsonObject { ["type"] = "string" },
            });
        }

        return parameters;
    }

    /// <summary>What a reader finds operations under: the field of the API that the route begins with.</summary>
    private static string TagOf(string route) => route.Split('/') switch
    {
        ["v2", var field, ..] => field,
        ["api", "v1", var field, ..] => field,
        _ => "service",
    };

    private static readonly Pattern RouteParameters = Pattern.Of(@"\{(?<name>\w+)\}");
}
