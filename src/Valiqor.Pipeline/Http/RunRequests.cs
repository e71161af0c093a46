using Valiqor.Pipeline.Judging.Keys;
using Valiqor.Pipeline.Runs;

namespace Valiqor.Pipeline.Http;

/// <summary>What requests that start runs bring along: which of them are the same one, and keys of their own.</summary>
public sealed class RunRequests(RunClaims claims, RunKeys keys)
{
    public RunClaims Claims => claims;

    /// <summary>The call as one whose run gets the caller's own judge key. Null: the call as it is.</summary>
    public ApiCall WithKey(ApiCall call, JudgeKey? key) =>
        key is null ? call : call with { Launcher = new KeyedLauncher(call.Launcher, keys, key) };
}
