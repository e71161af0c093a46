namespace Valiqor.Cli;

/// <summary>What the process ends with. Scripts rely on these numbers.</summary>
internal static class ExitCodes
{
    public const int Done = 0;

    /// <summary>The run failed, or something else went wrong.</summary>
    public const int Failed = 1;

    /// <summary>The arguments cannot be used as they are.</summary>
    public const int Usage = 2;

    /// <summary>With <c>--gate</c>: the run completed, and says that a release should stop.</summary>
    public const int Gate = 3;

    /// <summary>128 and the number of SIGINT, as shells have it.</summary>
    public const int Cancelled = 130;
}
