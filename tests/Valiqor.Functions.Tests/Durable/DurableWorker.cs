using System.Collections.Concurrent;
using System.Reflection;
using DurableTask.AzureStorage;
using DurableTask.Core;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Worker.Shims;
using Valiqor.Service.Runs.Workflow;

namespace Valiqor.Functions.Tests.Durable;

/// <summary>
/// A machine of the Functions app: the triggers' own code, run by the Durable Task Framework on a hub in storage, which
/// is what the Functions host has below its triggers.
/// </summary>
internal sealed class DurableWorker : IAsyncDisposable
{
    private readonly CutLine _line;
    private readonly TaskHubWorker _worker;
    private bool _isKilled;

    private DurableWorker(CutLine line, TaskHubWorker worker)
    {
        (_line, _worker) = (line, worker);
    }

    /// <summary>The first slice of each pass that the orchestrator has begun here.</summary>
    public ConcurrentDictionary<int, bool> Passes { get; } = new();

    /// <summary>How often each activity was begun here, by name and input.</summary>
    public ConcurrentDictionary<(string Name, object? Input), int> Tries { get; } = new();

    /// <param name="before">What befalls an activity before its own code runs: its name and its input.</param>
    public static async Task<DurableWorker> StartAsync(
        CutLine line,
        AzureStorageOrchestrationServiceSettings settings,
        DurableTriggers triggers,
        Func<string, object?, Task>? before = null)
    {
        var service = new AzureStorageOrchestrationService(settings);
        await service.CreateIfNotExistsAsync();
        var worker = new TaskHubWorker(service) { ErrorPropagationMode = ErrorPropagationMode.UseFailureDetails };
        var started = new DurableWorker(line, worker);
        worker.AddTaskOrchestrations(new Creator<TaskOrchestration>(
            RunWorkflow.Name,
            () => DurableTaskShimFactory.Default.CreateOrchestration(RunWorkflow.Name, new Orchestrator(started))));
        foreach (MethodInfo method in typeof(DurableTriggers).GetMethods()
            .Where(method => method.GetParameters().Any(one => one.IsDefined(typeof(ActivityTriggerAttribute)))))
        {
            string name = method.GetCustomAttribute<FunctionAttribute>()!.Name;
            var activity = new Activity(started, triggers, name, method, before ?? ((_, _) => Task.CompletedTask));
            worker.AddTaskActivities(new Creator<TaskActivity>(
                name, () => DurableTaskShimFactory.Default.CreateActivity(name, activity)));
        }

        await worker.StartAsync();
        return started;
    }

    /// <param name="patience">How long a worker may be silent before another takes over what it holds.</param>
    /// <param name="pause">The longest wait before an idle worker looks into its queues again.</param>
    public static AzureStorageOrchestrationServiceSettings Settings(
        CutLine line,
        string hub,
        TimeSpan patience,
        TimeSpan pause) => new()
    {
        TaskHubName = hub,
        StorageAccountClientProvider = line.Clients,
        WorkerId = $"{Guid.CreateVersion7():N}",
        PartitionCount = 1,
        UseTablePartitionManagement = true,
        LeaseInterval = patience,
        LeaseRenewInterval = TimeSpan.FromSeconds(1),
        LeaseAcquireInterval = TimeSpan.FromSeconds(1),
        ControlQueueVisibilityTimeout = patience,
        WorkItemQueueVisibilityTimeout = patience,
        MaxQueuePollingInterval = pause,
        MaxConcurrentTaskActivityWorkItems = 1,
        ThrowExceptionOnInvalidDedupeStatus = true,
    };

    /// <summary>It does nothing more that anybody could notice, and says good-bye to nobody.</summary>
    public void Kill()
    {
        _isKilled = true;
        _line.Cut();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_isKilled)
        {
            await _worker.StopAsync(isForced: true);
        }

        _worker.Dispose();
    }

    private sealed class Creator<T> : ObjectCreator<T>
    {
        private readonly Func<T> _create;

        public Creator(string name, Func<T> create)
        {
            (Name, Version, _create) = (name, "", create);
        }

        public override T Create() => _create();
    }

    private sealed class Orchestrator(DurableWorker worker) : ITaskOrchestrator
    {
        public Type InputType => typeof(RunCursor);

        public Type OutputType => typeof(RunOutcome);

        public async Task<object?> RunAsync(TaskOrchestrationContext context, object? input)
        {
            var cursor = (RunCursor)input!;
            worker.Passes[cursor.NextSlice] = true;
            return await DurableTriggers.RunAsync(new HurriedContext(context), cursor);
        }
    }

    private sealed class Activity(
        DurableWorker worker,
        DurableTriggers triggers,
        string name,
        MethodInfo method,
        Func<string, object?, Task> before) : ITaskActivity
    {
        public Type InputType => method.GetParameters()[0].ParameterType;

        public Type OutputType => method.ReturnType.GenericTypeArguments[0];

        public async Task<object?> RunAsync(TaskActivityContext context, object? input)
        {
            worker.Tries.AddOrUpdate((name, input), 1, (_, tries) => tries + 1);
            await before(name, input);
            var work = (Task)method.Invoke(
                triggers, BindingFlags.DoNotWrapExceptions, null, [input, CancellationToken.None], null)!;
            await work;
            return work.GetType().GetProperty("Result")!.GetValue(work);
        }
    }
}
