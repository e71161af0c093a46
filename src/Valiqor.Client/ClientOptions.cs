namespace Valiqor.Client;

/// <summary>Where the service is and with which key to call it.</summary>
public sealed record ClientOptions
{
    /// <summary>The service's root, as <c>http://127.0.0.1:7071</c>; a path in it is kept.</summary>
    public required Uri BaseUrl { get; init; }

    /// <summary>A key of the organization; null where only open operations are called.</summary>
    public string? ApiKey { get; init; }

    /// <summary>
    /// How long one answer may take, uploads and started runs excepted: those end with their token alone.
    /// </summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(100);

    /// <summary>The clock for time-outs, polling and retries.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
