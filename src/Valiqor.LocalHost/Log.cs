using Microsoft.Extensions.Logging;

namespace Valiqor.LocalHost;

/// <summary>Everything that the local host logs. Never inputs, outputs, keys or names that customers chose.</summary>
internal static partial class Log
{
    [LoggerMessage(101, LogLevel.Warning, "{Activity} failed (try {Attempt} of {Attempts})")]
    public static partial void ActivityFailed(
        ILogger logger,
        Exception exception,
        string activity,
        int attempt,
        int attempts);

    [LoggerMessage(102, LogLevel.Error, "The workflow of run {RunId} failed, and the run with it")]
    public static partial void WorkflowFailed(ILogger logger, Exception exception, string runId);

    [LoggerMessage(103, LogLevel.Warning, "The lease of run {RunId} was lost: another host may go on with it")]
    public static partial void LeaseLost(ILogger logger, Exception exception, string runId);

    [LoggerMessage(104, LogLevel.Warning, "Looking for {What} failed; it will be done again")]
    public static partial void LookFailed(ILogger logger, Exception exception, string what);

    [LoggerMessage(105, LogLevel.Warning, "The workflow of run {RunId} was interrupted; it goes on from its record")]
    public static partial void WorkflowInterrupted(ILogger logger, Exception exception, string runId);
}
