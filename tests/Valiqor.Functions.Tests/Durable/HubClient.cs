using DurableTask.AzureStorage;
using DurableTask.Core;
using DurableTask.Core.History;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Converters;
using Status = DurableTask.Core.OrchestrationStatus;

namespace Valiqor.Functions.Tests.Durable;

/// <summary>
/// The client that a trigger gets, on a hub of the Durable Task Framework. As in the Functions host, an id that is
/// running is refused.
/// </summary>
internal sealed class HubClient(AzureStorageOrchestrationService hub) : DurableTaskClient("tests")
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(20);

    public override async Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName,
        object? input = null,
        StartOrchestrationOptions? options = null,
        CancellationToken cancellation = default)
    {
        var instance = new OrchestrationInstance
        {
            InstanceId = options!.InstanceId!,
            ExecutionId = $"{Guid.CreateVersion7():N}",
        };
        var message = new TaskMessage
        {
            OrchestrationInstance = instance,
            Event = new ExecutionStartedEvent(-1, JsonDataConverter.Default.Serialize(input))
            {
                Name = orchestratorName.Name,
                Version = "",
                OrchestrationInstance = instance,
            },
        };
        await hub.CreateTaskOrchestrationAsync(message, [Status.Pending, Status.Running]);
        return options.InstanceId!;
    }

    public override async Task<OrchestrationMetadata?> GetInstancesAsync(
        string instanceId,
        bool getInputsAndOutputs = false,
        CancellationToken cancellation = default) =>
        await StateOfAsync(instanceId) is { } state ? new OrchestrationMetadata(state.Name, instanceId) : null;

    /// <summary>The state of an instance once it has ended, however it did.</summary>
    public async Task<OrchestrationState> EndOfAsync(string instanceId, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (await StateOfAsync(instanceId) is
                { OrchestrationStatus: not (Status.Pending or Status.Running or Status.ContinuedAsNew) } state)
            {
                return state;
            }

            await Task.Delay(BetweenLooks, TimeProvider.System, cancellationToken);
        }
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    public override AsyncPageable<OrchestrationMetadata> GetAllInstancesAsync(OrchestrationQuery? filter = null) =>
        throw new NotSupportedException();

    public override Task RaiseEventAsync(
        string instanceId,
        string eventName,
        object? eventPayload = null,
        CancellationToken cancellation = default) => throw new NotSupportedException();

    public override Task ResumeInstanceAsync(
        string instanceId,
        string? reason = null,
        CancellationToken cancellation = default) => throw new NotSupportedException();

    public override Task SuspendInstanceAsync(
        string instanceId,
        string? reason = null,
        CancellationToken cancellation = default) => throw new NotSupportedException();

    public override Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(
        string instanceId,
        bool getInputsAndOutputs = false,
        CancellationToken cancellation = default) => throw new NotSupportedException();

    public override Task<OrchestrationMetadata> WaitForInstanceStartAsync(
        string instanceId,
        bool getInputsAndOutputs = false,
        CancellationToken cancellation = default) => throw new NotSupportedException();

    private async Task<OrchestrationState?> StateOfAsync(string instanceId) =>
        (await hub.GetOrchestrationStateAsync(instanceId, allExecutions: false)).FirstOrDefault();
}
