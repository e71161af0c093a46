using Microsoft.Extensions.Hosting;

namespace Valiqor.Pipeline.Storage;

/// <summary>Makes the containers and tables before the host takes its first work.</summary>
internal sealed class StoragePreparation(RunStorage storage) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => storage.EnsureCreatedAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
