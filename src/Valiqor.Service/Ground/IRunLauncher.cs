namespace Valiqor.Service.Ground;

/// <summary>
/// Sets a run going on the host that serves the request. Functions hand their client out per invocation, so the
/// launcher travels as an argument.
/// </summary>
public interface IRunLauncher
{
    /// <summary>Starts the workflow under the run's id. Starting what is already going changes nothing.</summary>
    Task StartAsync(RunRef run, CancellationToken cancellationToken);
}
