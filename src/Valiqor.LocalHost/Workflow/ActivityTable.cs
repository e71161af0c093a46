using System.Text.Json;
using Valiqor.Service.Runs.Workflow;

namespace Valiqor.LocalHost.Workflow;

/// <summary>An activity as the replaying host calls it: JSON in, JSON out.</summary>
internal sealed record RegisteredActivity(RetryRule Retry, Func<string, CancellationToken, Task<string>> ExecuteAsync);

/// <summary>The activities that a workflow may call, by name.</summary>
internal sealed class ActivityTable
{
    private readonly Dictionary<string, RegisteredActivity> _activities = new(StringComparer.Ordinal);

    public RegisteredActivity this[string name] => _activities[name];

    public static ActivityTable Of(RunActivities runs) => new ActivityTable()
        .Add(RunActivities.PlanRun, runs.PlanRunAsync)
        .Add(RunActivities.AnalyzeSlice, runs.AnalyzeSliceAsync)
        .Add(RunActivities.RecordProgress, runs.RecordProgressAsync)
        .Add(RunActivities.CompleteRun, runs.CompleteRunAsync)
        .Add(RunActivities.FailRun, runs.FailRunAsync);

    public ActivityTable Add<TInput, TResult>(
        Activity<TInput, TResult> activity,
        Func<TInput, CancellationToken, Task<TResult>> execute)
    {
        _activities.Add(activity.Name, new RegisteredActivity(activity.Retry, async (input, cancellationToken) =>
        {
            TInput value = JsonSerializer.Deserialize<TInput>(input)!;
            return JsonSerializer.Serialize(await execute(value, cancellationToken));
        }));
        return this;
    }
}
