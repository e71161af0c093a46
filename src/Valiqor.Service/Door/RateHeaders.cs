using System.Collections.Immutable;
using Valiqor.Service.Ground;

namespace Valiqor.Service.Door;

/// <summary>The headers of <see cref="RateState"/>, for documents.</summary>
internal static class RateHeaders
{
    public static ImmutableArray<HeaderParameter> All { get; } =
    [
        new(RateState.LimitHeader, "How many calls the limit allows."),
        new(RateState.RemainingHeader, "How many of them are left."),
        new(RateState.ResetHeader, "Seconds until all of them are free again, if no more calls come."),
    ];
}
