using Valiqor.Client;
using Valiqor.LocalHost;

namespace Valiqor.Cli;

/// <summary>
/// A client of the service that a command asked for, and the service itself where this process runs it.
/// </summary>
internal sealed class ServiceSession : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    // A host needs a few seconds to start or to stop; after that it is stuck.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly LocalService? _own;

    /// <summary>
    /// A start that fails rises as an exception and is told in one sentence; the host need not log it as well.
    /// </summary>
    public static IReadOnlyDictionary<string, string?> QuietStart { get; } = new Dictionary<string, string?>
    {
        ["Logging:LogLevel:Microsoft.Extensions.Hosting.Internal.Host"] = "None",
    };

    private ServiceSession(ClientOptions options, LocalService? own, bool isNeighbour)
    {
        Valiqor = ValiqorClient.Create(options);
        _own = own;
        IsNeighbour = isNeighbour;
    }

    public ValiqorClient Valiqor { get; }

    public FailureAnalysisClient Client => Valiqor.FailureAnalysis;

    /// <summary>
    /// The service runs in another process on the same data directory, and may end with that one's work.
    /// </summary>
    public bool IsNeighbour { get; }

    public static async Task<ServiceSession> OpenAsync(
        ServiceTarget target,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        if (target.Server is { } server)
        {
            return new ServiceSession(Options(server, target.ApiKey, target), null, isNeighbour: false);
        }

        long start = time.GetTimestamp();
        while (true)
        {
            HostSighting sighting = DataDirectory.FindHost(target.DataDirectory);
            if (sighting is { Address: { } address, AdminKey: { } key } && target.StorageConnection is null)
            {
                var neighbour = new ServiceSession(
                    Options(address.Url, target.ApiKey ?? key, target), null, isNeighbour: true);
                if (await neighbour.Client.IsReadyAsync(cancellationToken))
                {
                    return neighbour;
                }

                await neighbour.DisposeAsync();
            }

            try
            {
                if (!sighting.InUse || target.StorageConnection is not null)
                {
                    return await StartAsync(target, cancellationToken);
                }
            }
            catch (DataDirectoryInUseException)
                when (target.StorageConnection is null && time.GetElapsedTime(start) < Patience)
            {
                // Another one was faster; its service will do.
            }

            if (time.GetElapsedTime(start) >= Patience)
            {
                throw new DataDirectoryInUseException(target.DataDirectory);
            }

            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Valiqor.Dispose();
        if (_own is not null)
        {
            await _own.DisposeAsync();
        }
    }

    private static async Task<ServiceSession> StartAsync(ServiceTarget target, CancellationToken cancellationToken)
    {
        var options = new LocalServiceOptions
        {
            DataDirectory = target.DataDirectory,
            Port = 0,
            StorageConnection = target.StorageConnection,
            Settings = QuietStart,
        };
        LocalService service = await LocalService.StartAsync(options, cancellationToken);
        return new ServiceSession(
            Options(service.Url, target.ApiKey ?? service.AdminKey, target), service, isNeighbour: false);
    }

    private static ClientOptions Options(Uri url, string? key, ServiceTarget target) =>
        new() { BaseUrl = url, ApiKey = key, DefaultProject = target.Project };
}
