namespace Valiqor.LocalHost.Azurite;

/// <summary>How to run Azurite.</summary>
public sealed record AzuriteOptions
{
    /// <summary>The directory that keeps its data, made when missing; null: in memory, gone with the process.</summary>
    public string? Location { get; init; }

    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
