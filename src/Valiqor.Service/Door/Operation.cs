using System.Collections.Immutable;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace Valiqor.Service.Door;

/// <summary>One HTTP operation, whole: its name, its route and what it does. No host knows any by name.</summary>
/// <param name="Name">In logs, telemetry and documents.</param>
/// <param name="Method">In capitals: <c>GET</c>.</param>
/// <param name="Route">Of <see cref="Routes"/>.</param>
/// <param name="Summary">One sentence for documents.</param>
/// <param name="Handler">Answers a call that may be answered.</param>
public sealed record Operation(
    string Name,
    string Method,
    string Route,
    string Summary,
    Func<ApiCall, Task<IResult>> Handler)
{
    /// <summary>Other methods and routes that do the same.</summary>
    public ImmutableArray<Alias> Aliases { get; init; } = [];

    /// <summary>True where the body is a file: it is streamed, and its limit is that of uploads.</summary>
    public bool TakesUpload { get; init; }

    public Access Access { get; init; } = Access.Key;

    /// <summary>False where asking again and again is how it is meant to be used: polling.</summary>
    public bool CountsAgainstLimits { get; init; } = true;

    /// <summary>True where it may ask the judge model, whose tokens an organization may have a quota of.</summary>
    public bool SpendsTokens { get; init; }

    /// <summary>Every parameter that the handler reads from the query.</summary>
    public ImmutableArray<QueryParameter> Query { get; init; } = [];

    /// <summary>Every header of its own that the handler reads, with a sentence for documents.</summary>
    public ImmutableArray<HeaderParameter> Headers { get; init; } = [];

    /// <summary>What the body is; null where none is read.</summary>
    public BodyShape? Body { get; init; }

    /// <summary>What a 200 has.</summary>
    public required BodyShape Answer { get; init; }

    /// <summary>What else a 200 may have, where the caller asks for it.</summary>
    public ImmutableArray<BodyShape> OtherAnswers { get; init; } = [];

    /// <summary>What a 202 has, where one is given.</summary>
    public BodyShape? Accepted { get; init; }
}

/// <summary>Another way to the same operation.</summary>
/// <param name="Name">Its name in the OpenAPI document, unlike any other.</param>
public sealed record Alias(string Name, string Method, string Route);

/// <param name="Description">One sentence for documents.</param>
public sealed record HeaderParameter(string Name, string Description);

/// <summary>The form of a body, for documents.</summary>
/// <param name="Type">The wire type; null where the media type says it all.</param>
public sealed record BodyShape(string MediaType, JsonTypeInfo? Type)
{
    public static BodyShape Json(JsonTypeInfo type) => new("application/json", type);

    public static BodyShape Of(string mediaType) => new(mediaType, null);
}

/// <summary>Who may call an operation.</summary>
public enum Access
{
    /// <summary>Anyone, without a key.</summary>
    Open,

    /// <summary>Anyone with a key; they see their own organization's data.</summary>
    Key,

    /// <summary>The administrator.</summary>
    Administrator,
}

/// <summary>Operations that belong together, listed by the class that answers them.</summary>
public interface IOperationGroup
{
    ImmutableArray<Operation> Operations { get; }
}
