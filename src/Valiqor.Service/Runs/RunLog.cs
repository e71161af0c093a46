using Microsoft.Extensions.Logging;

namespace Valiqor.Service.Runs;

/// <summary>What is logged of runs. Never inputs, outputs, keys or names that customers chose.</summary>
internal static partial class RunLog
{
    [LoggerMessage(11, LogLevel.Error,
        "The detector {Detector} threw {Kind} at item {ItemIndex} of run {RunId}; its verdict is \"unsure\":\n{Trace}")]
    public static partial void DetectorBroken(
        ILogger logger,
        string detector,
        string kind,
        int itemIndex,
        string runId,
        string? trace);

    [LoggerMessage(22, LogLevel.Information,
        "Took away {Count} judge keys whose runs ended without doing so, are gone, or go on for too long")]
    public static partial void RunKeysSwept(ILogger logger, int count);
}
