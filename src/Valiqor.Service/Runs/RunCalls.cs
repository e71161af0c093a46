using Valiqor.Service.Door;
using Valiqor.Service.Ground;

namespace Valiqor.Service.Runs;

/// <summary>Finds the runs that calls name.</summary>
internal static class RunCalls
{
    private const int LongestRunId = 64;

    /// <summary>The run that the route names, of the caller's organization.</summary>
    /// <exception cref="ProblemException">He has no such run.</exception>
    public static async Task<RunRow> FindRunAsync(this ApiCall call, RunStorage storage)
    {
        string id = call.RouteValue("runId");
        return await call.FindRunAsync(storage, id)
            ?? throw ProblemException.RunNotFound(IsRunId(id) ? id : "(not a run id)");
    }

    /// <summary>The run of an id that the caller gives, be it the run's own or that of a part of it.</summary>
    /// <param name="notFound">Makes the problem of an id that is none.</param>
    /// <exception cref="ProblemException">He has no such run.</exception>
    public static async Task<RunRow> FindRunAsync(
        this ApiCall call,
        RunStorage storage,
        string id,
        Func<string, ProblemException> notFound) =>
        await call.FindRunAsync(storage, RunIds.RunOf(id)) ?? throw notFound(Texts.Cut(id, LongestRunId)!);

    /// <summary>A run of the caller's organization; null where he has no such run.</summary>
    public static async Task<RunRow?> FindRunAsync(this ApiCall call, RunStorage storage, string id) =>
        IsRunId(id) ? await storage.FindRunAsync(new RunRef(call.Organization, id), call.Aborted) : null;

    private static bool IsRunId(string id) =>
        id.Length <= LongestRunId && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-');
}
