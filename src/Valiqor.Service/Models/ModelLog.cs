using Microsoft.Extensions.Logging;
using Valiqor.Service.Models.Calls;

namespace Valiqor.Service.Models;

/// <summary>What is logged of models. Never inputs, outputs, keys or names that customers chose.</summary>
internal static partial class ModelLog
{
    [LoggerMessage(41, LogLevel.Information,
        "The judge's model does not take {Parameter}: it is asked without from now on")]
    public static partial void ModelParameterLeft(ILogger logger, Parameter parameter);
}
