using Valiqor.Pipeline.Workflow;

namespace Valiqor.Pipeline.Judging.Keys;

/// <summary>
/// Launches runs with the caller's own key. The key is kept right before the launch, so a request that finds its run
/// going leaves nothing behind, and a launch that fails takes the key with it.
/// </summary>
internal sealed class KeyedLauncher(IRunLauncher launcher, RunKeys keys, JudgeKey key) : IRunLauncher
{
    /// <remarks>A caller who leaves now must not part the two: the run's row stands, and it goes on itself.</remarks>
    public async Task StartAsync(RunCursor cursor, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        bool isNew = await keys.SaveAsync(cursor.Run, key, CancellationToken.None);
        try
        {
            await launcher.StartAsync(cursor, CancellationToken.None);
        }
        catch
        {
            if (isNew)
            {
                await keys.DeleteAsync(cursor.Run, CancellationToken.None);
            }

            throw;
        }
    }
}
