using Microsoft.Extensions.Logging;

namespace Valiqor.Service.Door;

/// <summary>What is logged of requests. Never inputs, outputs, keys or names that customers chose.</summary>
internal static partial class DoorLog
{
    [LoggerMessage(1, LogLevel.Error, "{Operation} failed (request {RequestId})")]
    public static partial void RequestFailed(ILogger logger, Exception exception, string operation, string requestId);
}
