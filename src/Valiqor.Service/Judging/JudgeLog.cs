using Microsoft.Extensions.Logging;

namespace Valiqor.Service.Judging;

/// <summary>What is logged of judging. Never inputs, outputs, keys or names that customers chose.</summary>
internal static partial class JudgeLog
{
    [LoggerMessage(21, LogLevel.Warning,
        "The judge key that run {RunId} came with does not open: the ring it was encrypted with is another one now")]
    public static partial void RunKeyNotOpened(ILogger logger, Exception exception, string runId);
}
