using Valiqor.Service.Ground;

namespace Valiqor.Service.Judging.Keys;

/// <summary>
/// Launches runs with the caller's own key. The key is kept right before the launch, so a request that finds its run
/// going leaves nothing behind, and a launch that fails takes the key with it.
/// </summary>
internal sealed class KeyedLauncher(IRunLauncher launcher, RunKeys keys, JudgeKey key) : IRunLauncher
{
    /// <summary>Whether the runs that it launches get a judge key of the caller's own.</summary>
    public static bool IsOf(IRunLauncher launcher) => launcher is KeyedLauncher;

    /// <remarks>A caller who leaves now must not part the two: the run's row stands, and it goes on itself.</remarks>
    public async Task StartAsync(RunRef run, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        bool isNew = await keys.SaveAsync(run, key, CancellationToken.None);
        try
        {
            await launcher.StartAsync(run, CancellationToken.None);
        }
        catch
        {
            if (isNew)
            {
                await keys.DeleteAsync(run, CancellationToken.None);
            }

            throw;
        }
    }
}
