using Microsoft.Extensions.Time.Testing;
using Valiqor.LocalHost.Azurite;
using Valiqor.Testing;

namespace Valiqor.Service.Tests.Digests;

/// <summary>Hosts on one storage with one clock, from noon of the second of March on.</summary>
internal sealed class DigestStage(DigestAzurite azurite) : IAsyncDisposable
{
    private readonly List<DigestHost> _hosts = [];

    public FakeTimeProvider Clock { get; } = new(At(2, 12));

    public static DateTimeOffset At(int day, int hour, int minute = 0) =>
        new(2026, 3, day, hour, minute, 0, TimeSpan.Zero);

    public DigestHost Host(params (string Setting, string Value)[] settings)
    {
        var host = new DigestHost(azurite.ConnectionString, Clock, settings);
        _hosts.Add(host);
        return host;
    }

    public async ValueTask ClearAsync() => await Host().ClearAsync();

    /// <summary>Eight o'clock on the third, when digests are due.</summary>
    public async Task NextMorningAsync(DigestHost host)
    {
        Clock.SetUtcNow(At(3, 8));
        await host.TickAsync();
    }

    public ValueTask DisposeAsync()
    {
        _hosts.ForEach(host => host.Dispose());
        return ValueTask.CompletedTask;
    }
}

/// <summary>Digests are of all that storage has, so their tests share it with no others.</summary>
public sealed class DigestAzurite : IAsyncLifetime
{
    private AzuriteProcess? _azurite;

    public string ConnectionString => _azurite!.ConnectionString;

    public async ValueTask InitializeAsync() => _azurite = await AzuriteProcess.StartAsync(new AzuriteOptions());

    public async ValueTask DisposeAsync()
    {
        if (_azurite is not null)
        {
            await _azurite.DisposeAsync();
        }
    }
}
