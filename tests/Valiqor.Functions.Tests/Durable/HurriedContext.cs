using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;

namespace Valiqor.Functions.Tests.Durable;

/// <summary>The engine's context with waits between tries a thousandth as long: the number of tries stays.</summary>
internal sealed class HurriedContext(TaskOrchestrationContext inner) : TaskOrchestrationContext
{
    public override TaskName Name => inner.Name;

    public override string InstanceId => inner.InstanceId;

    public override ParentOrchestrationInstance? Parent => inner.Parent;

    public override DateTime CurrentUtcDateTime => inner.CurrentUtcDateTime;

    public override bool IsReplaying => inner.IsReplaying;

    protected override ILoggerFactory LoggerFactory => throw new NotSupportedException();

    public override Task<TResult> CallActivityAsync<TResult>(
        TaskName name,
        object? input = null,
        TaskOptions? options = null) =>
        inner.CallActivityAsync<TResult>(name, input, Hurried(options!.Retry!.Policy!));

    public override void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true) =>
        inner.ContinueAsNew(newInput, preserveUnprocessedEvents);

    public override void SetCustomStatus(object? customStatus) => inner.SetCustomStatus(customStatus);

    public override T GetInput<T>() => throw new NotSupportedException();

    public override Guid NewGuid() => throw new NotSupportedException();

    public override Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public override Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public override void SendEvent(string instanceId, string eventName, object payload) =>
        throw new NotSupportedException();

    public override Task<TResult> CallSubOrchestratorAsync<TResult>(
        TaskName orchestratorName,
        object? input = null,
        TaskOptions? options = null) => throw new NotSupportedException();

    private static TaskOptions Hurried(RetryPolicy policy) => TaskOptions.FromRetryPolicy(new RetryPolicy(
        policy.MaxNumberOfAttempts,
        policy.FirstRetryInterval / 1000,
        policy.BackoffCoefficient,
        policy.MaxRetryInterval / 1000));
}
