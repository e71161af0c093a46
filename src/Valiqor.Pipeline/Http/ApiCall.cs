using Microsoft.AspNetCore.Http;
using Valiqor.Pipeline.Judging.Keys;
using Valiqor.Pipeline.Runs;
using Valiqor.Pipeline.Storage;
using Valiqor.Pipeline.Workflow;

namespace Valiqor.Pipeline.Http;

/// <summary>A request that was let in.</summary>
/// <param name="Owner">Whose key it has; nobody's on operations that are open to anyone.</param>
public sealed record ApiCall(HttpRequest Request, IRunLauncher Launcher, KeyOwner Owner)
{
    private const int LongestRunId = 64;

    /// <summary>Whose data the call may see.</summary>
    public string Organization => Owner.Organization;

    /// <summary>Whether the runs that it starts get a judge key of the caller's own.</summary>
    public bool HasOwnKey => Launcher is KeyedLauncher;

    public CancellationToken Aborted => Request.HttpContext.RequestAborted;

    public string RouteValue(string name) =>
        Request.RouteValues[name] as string ?? throw new InvalidOperationException($"The route has no '{name}'.");

    /// <summary>The run that the route names, of the caller's organization.</summary>
    /// <exception cref="ProblemException">He has no such run.</exception>
    public async Task<RunRow> FindRunAsync(RunStorage storage)
    {
        string id = RouteValue("runId");
        return await FindRunAsync(storage, id)
            ?? throw ProblemException.RunNotFound(IsRunId(id) ? id : "(not a run id)");
    }

    /// <summary>The run of an id that the caller gives, be it the run's own or that of a part of it.</summary>
    /// <param name="notFound">Makes the problem of an id that is none.</param>
    /// <exception cref="ProblemException">He has no such run.</exception>
    public async Task<RunRow> FindRunAsync(RunStorage storage, string id, Func<string, ProblemException> notFound) =>
        await FindRunAsync(storage, RunIds.RunOf(id)) ?? throw notFound(Texts.Cut(id, LongestRunId)!);

    /// <summary>A run of the caller's organization; null where it has no such run.</summary>
    public async Task<RunRow?> FindRunAsync(RunStorage storage, string id) =>
        IsRunId(id) ? await storage.FindRunAsync(new RunRef(Organization, id), Aborted) : null;

    private static bool IsRunId(string id) =>
        id.Length <= LongestRunId && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-');
}
