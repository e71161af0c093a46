using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Valiqor.LocalHost.Azurite;
using Valiqor.LocalHost.Workflow;
using Valiqor.Service;
using Valiqor.Service.Door;
using Valiqor.Service.Ground;

namespace Valiqor.LocalHost;

/// <summary>Where a local service keeps its data and listens.</summary>
public sealed record LocalServiceOptions
{
    public required string DataDirectory { get; init; }

    /// <summary>On the loopback interface; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>A storage account's connection string; null starts Azurite on the data directory.</summary>
    public string? StorageConnection { get; init; }

    /// <summary>Settings by configuration key (<c>Valiqor:ItemsPerSlice</c>), which win over the environment.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();
}

/// <summary>The whole service in this process, with Azurite beside it where no storage account is given.</summary>
public sealed class LocalService : IAsyncDisposable
{
    private readonly DataDirectory _directory;
    private readonly AzuriteProcess? _azurite;
    private readonly WebApplication _app;

    private LocalService(DataDirectory directory, AzuriteProcess? azurite, WebApplication app)
    {
        (_directory, _azurite, _app) = (directory, azurite, app);
    }

    public Uri Url { get; private set; } = new("http://localhost");

    public string AdminKey => _directory.AdminKey;

    /// <summary>Where to drop datasets, in words that a person can use.</summary>
    public string DropContainer { get; private init; } = "";

    /// <exception cref="DataDirectoryInUseException">Another host uses the data directory.</exception>
    /// <exception cref="AzuriteException">Node or Azurite is missing, or Azurite does not start.</exception>
    public static async Task<LocalService> StartAsync(LocalServiceOptions options, CancellationToken cancellationToken)
    {
        DataDirectory directory = DataDirectory.Open(options.DataDirectory);
        AzuriteProcess? azurite = null;
        try
        {
            azurite = options.StorageConnection is null
                ? await AzuriteProcess.StartAsync(
                    new AzuriteOptions { Location = directory.StoragePath }, cancellationToken)
                : null;
            string connection = options.StorageConnection ?? azurite!.ConnectionString;
            WebApplication app = Build(options, directory.AdminKey, connection);
            string where = azurite is null ? "the storage account" : $"Azurite ({connection})";
            var service = new LocalService(directory, azurite, app)
            {
                DropContainer = $"{Layout.DatasetContainer}/PROJECT/NAME.jsonl in {where}",
            };
            await service.ListenAsync(cancellationToken);
            return service;
        }
        catch
        {
            if (azurite is not null)
            {
                await azurite.DisposeAsync();
            }

            directory.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Stops in order: no more requests, workflows at rest in their records, storage flushed, directory free.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        if (_azurite is not null)
        {
            await _azurite.DisposeAsync();
        }

        _directory.Dispose();
    }

    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _app.StartAsync(cancellationToken);
        }
        catch
        {
            await _app.DisposeAsync();
            throw;
        }

        var addresses = _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        Url = new Uri(addresses.Addresses.First());
        _directory.Announce(Url);
    }

    private static WebApplication Build(LocalServiceOptions options, string adminKey, string connection)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            [$"{ValiqorOptions.Section}:{nameof(ValiqorOptions.AdminKey)}"] = adminKey,
            [StorageAccount.Setting] = connection,
        });
        builder.Configuration.AddInMemoryCollection(options.Settings);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, options.Port));
        builder.Logging.ClearProviders();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);

        // It warns of every new ring that nothing wraps it, which on one's own machine is as it should be.
        builder.Logging.AddFilter(
            "Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager", LogLevel.Error);
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true);
        builder.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(
            console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Services.AddValiqorService(builder.Configuration);
        builder.Services.AddSingleton<WorkflowRunner>();
        builder.Services.AddSingleton<IRunLauncher>(provider => provider.GetRequiredService<WorkflowRunner>());
        builder.Services.AddHostedService(provider => provider.GetRequiredService<WorkflowRunner>());
        builder.Services.AddHostedService<DropWatcher>();
        builder.Services.AddChores();
        WebApplication app = builder.Build();
        Map(app);
        return app;
    }

    private static void Map(WebApplication app)
    {
        Api api = app.Services.GetRequiredService<Api>();
        IRunLauncher launcher = app.Services.GetRequiredService<IRunLauncher>();
        app.Map("{*rest}", (HttpRequest request) => api.ServeAsync(request, launcher));
    }
}
