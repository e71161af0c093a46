namespace Valiqor.Service.Runs.Workflow;

/// <summary>
/// An activity failed at every try it had. Hosts throw it in their own stead, so that a workflow can decide.
/// </summary>
public sealed class ActivityFailedException(string activity, string reason, Exception? inner = null)
    : Exception($"{activity} failed: {reason}", inner)
{
    public string Activity => activity;

    /// <summary>The last failure: its kind and message.</summary>
    public string Reason => reason;
}
