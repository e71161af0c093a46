using Microsoft.Extensions.Hosting;

namespace Valiqor.Service.Ground;

/// <summary>Containers and tables that belong together.</summary>
public interface IStorageArea
{
    /// <summary>Makes what is not there yet. What is there stays as it is.</summary>
    Task EnsureCreatedAsync(CancellationToken cancellationToken);
}

/// <summary>Makes the containers and tables before the host takes its first work.</summary>
internal sealed class StoragePreparation(IEnumerable<IStorageArea> areas) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(areas.Select(area => area.EnsureCreatedAsync(cancellationToken)));

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
