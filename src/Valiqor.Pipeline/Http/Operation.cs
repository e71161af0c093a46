using Microsoft.AspNetCore.Http;

namespace Valiqor.Pipeline.Http;

/// <summary>One HTTP operation, whole: its name, its route and what it does. A host only binds it.</summary>
/// <param name="Name">Also the name of the Functions trigger.</param>
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
    /// <summary>True where the body is a file: it is streamed, and its limit is that of uploads.</summary>
    public bool TakesUpload { get; init; }

    public Access Access { get; init; } = Access.Key;
}

/// <summary>Who may call an operation.</summary>
public enum Access
{
    /// <summary>Anyone, without a key.</summary>
    Open,

    /// <summary>Whoever has a key; what he sees is his organization's.</summary>
    Key,

    /// <summary>The administrator.</summary>
    Administrator,
}
