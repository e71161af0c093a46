using Microsoft.Extensions.Logging;

namespace Valiqor.Service.Digests;

/// <summary>What is logged of digests. Never inputs, outputs, keys or names that customers chose.</summary>
internal static partial class DigestLog
{
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
}
