using Microsoft.AspNetCore.Http;
using Valiqor.Service.Door.Keys;
using Valiqor.Service.Ground;

namespace Valiqor.Service.Door;

/// <summary>A request that was let in.</summary>
/// <param name="Owner">Whose key it has; nobody's on operations that are open to anyone.</param>
public sealed record ApiCall(HttpRequest Request, IRunLauncher Launcher, KeyOwner Owner)
{
    /// <summary>Whose data the call may see.</summary>
    public string Organization => Owner.Organization;

    public CancellationToken Aborted => Request.HttpContext.RequestAborted;

    public string RouteValue(string name) =>
        Request.RouteValues[name] as string ?? throw new InvalidOperationException($"The route has no '{name}'.");
}
