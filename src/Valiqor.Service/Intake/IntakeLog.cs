using Microsoft.Extensions.Logging;

namespace Valiqor.Service.Intake;

/// <summary>What is logged of dropped datasets. Never inputs, outputs, keys or names that customers chose.</summary>
internal static partial class IntakeLog
{
    [LoggerMessage(2, LogLevel.Warning,
        "A blob of the drop container was passed over (its name has {Length} characters): put datasets at "
        + "PROJECT/NAME.jsonl or ORGANIZATION/PROJECT/NAME.jsonl, where each part has {NameRule}")]
    public static partial void DropIgnored(ILogger logger, int length, string nameRule);
}
