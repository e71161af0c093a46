using Microsoft.Extensions.Logging;
using Valiqor.Pipeline.Judging.Models.Calls;

namespace Valiqor.Pipeline;

/// <summary>Everything that the pipeline logs. Never inputs, outputs, keys or names that customers chose.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Error, "{Operation} failed (request {RequestId})")]
    public static partial void RequestFailed(ILogger logger, Exception exception, string operation, string requestId);

    [LoggerMessage(2, LogLevel.Warning,
        "A blob of the drop container was passed over (its name has {Length} characters): put datasets at "
        + "PROJECT/NAME.jsonl or ORGANIZATION/PROJECT/NAME.jsonl, where each part has {NameRule}")]
    public static partial void DropIgnored(ILogger logger, int length, string nameRule);

    [LoggerMessage(11, LogLevel.Error,
        "The detector {Detector} threw {Kind} at item {ItemIndex} of run {RunId}; its verdict is \"unsure\":\n{Trace}")]
    public static partial void DetectorBroken(
        ILogger logger,
        string detector,
        string kind,
        int itemIndex,
        string runId,
        string? trace);

    [LoggerMessage(21, LogLevel.Warning,
        "The judge key that run {RunId} came with does not open: the ring it was encrypted with is another one now")]
    public static partial void RunKeyNotOpened(ILogger logger, Exception exception, string runId);

    [LoggerMessage(22, LogLevel.Information,
        "Took away {Count} judge keys whose runs ended without doing so, are gone, or go on for too long")]
    public static partial void RunKeysSwept(ILogger logger, int count);

    [LoggerMessage(31, LogLevel.Warning, "A digest of {LastDay}, {State}, went no further (try {Try} of {Tries})")]
    public static partial void DigestStepFailed(
        ILogger logger,
        Exception exception,
        string lastDay,
        string state,
        int @try,
        int tries);

    [LoggerMessage(32, LogLevel.Warning, "A digest of {LastDay} was not delivered: {Reason} (try {Try} of {Tries})")]
    public static partial void DigestNotDelivered(
        ILogger logger,
        string lastDay,
        string reason,
        int @try,
        int tries);

    [LoggerMessage(33, LogLevel.Warning, "The digest of {LastDay} was never delivered ({Reason}); a newer one is due")]
    public static partial void DigestSuperseded(ILogger logger, string lastDay, string reason);

    [LoggerMessage(41, LogLevel.Information,
        "The judge's model does not take {Parameter}: it is asked without from now on")]
    public static partial void ModelParameterLeft(ILogger logger, Parameter parameter);
}
