using System.ComponentModel;
using System.Diagnostics;

namespace Valiqor.LocalHost.Azurite;

/// <summary>
/// A running Azurite on free loopback ports. Disposing it stops it and waits until it has written everything to disk;
/// should this process be killed instead, Azurite notices and does the same by itself.
/// </summary>
public sealed class AzuriteProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(15);

    private const int InterruptedExitCode = 128 + 2; // as shells and .NET report an end by SIGINT

    // The account and key that Azurite has built in and Microsoft documents: open to anyone, good for nothing else.
    private const string Account = "devstoreaccount1";
    private const string AccountKey =
        "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private readonly Process _process;
    private readonly AzuriteOutput _output;
    private readonly TimeProvider _time;

    private AzuriteProcess(Process process, AzuriteOutput output, TimeProvider time)
    {
        _process = process;
        _output = output;
        _time = time;
    }

    /// <summary>For the storage SDKs: blobs, queues and tables of Azurite's built-in account.</summary>
    public string ConnectionString { get; private set; } = "";

    /// <summary>Ends when the process does; before it is disposed that means storage is lost.</summary>
    public Task Exited => _output.Ended;

    /// <summary>Starts Azurite and waits until it listens.</summary>
    /// <exception cref="AzuriteException">Node or Azurite is missing, or it ended or hung while starting.</exception>
    public static async Task<AzuriteProcess> StartAsync(
        AzuriteOptions options,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        AzuriteInstallation installation = AzuriteInstallation.Find();
        if (options.Location is { } location)
        {
            Directory.CreateDirectory(location);
            await AzuriteRecord.WaitForPredecessorAsync(location, options.TimeProvider, cancellationToken);
        }

        Process process = Launch(installation, options);
        var azurite = new AzuriteProcess(process, new AzuriteOutput(process), options.TimeProvider);
        try
        {
            AzuriteEndpoints endpoints = await azurite.WaitUntilListeningAsync(cancellationToken);
            azurite.ConnectionString = Connect(endpoints);
            return azurite;
        }
        catch
        {
            await azurite.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        using var limit = new CancellationTokenSource(StopLimit, _time);
        try
        {
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill();
        }

        await _output.Ended;
        _process.Dispose();
    }

    private static Process Launch(AzuriteInstallation installation, AzuriteOptions options)
    {
        string[] storage = options.Location is { } location
            ? ["--location", Path.GetFullPath(location)]
            : ["--inMemoryPersistence"];
        string record = options.Location is null ? "-" : AzuriteRecord.FileIn(Path.GetFullPath(options.Location));

        // Port 0 lets the operating system choose, so that no two can collide. The SDKs are newer than the versions
        // that Azurite knows of; it serves them all the same once it is told not to check.
        string[] arguments =
        [
            installation.HostScript, installation.EntryPoint, record, "--",
            "--blobPort", "0", "--queuePort", "0", "--tablePort", "0",
            "--silent", "--disableTelemetry", "--skipApiVersionCheck",
            .. storage,
        ];
        var start = new ProcessStartInfo("node", arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            CreateNoWindow = true,
        };
        try
        {
            return Process.Start(start) ?? throw new AzuriteException("Azurite could not be started.");
        }
        catch (Win32Exception e)
        {
            throw new AzuriteException(
                $"Node 20 is needed to run Azurite, the local storage, and 'node' cannot be started ({e.Message}): "
                + "install it (https://nodejs.org), or give --storage CONNECTION.",
                e);
        }
    }

    private async Task<AzuriteEndpoints> WaitUntilListeningAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _output.Endpoints.WaitAsync(StartLimit, _time, cancellationToken);
        }
        catch (EndOfStreamException)
        {
            await _process.WaitForExitAsync(cancellationToken);
            if (_process.ExitCode == InterruptedExitCode)
            {
                // A Ctrl-C met Node before the script could see to it, and is about to cancel this token as well.
                await Task.Delay(TimeSpan.FromSeconds(1), _time, cancellationToken);
            }

            throw new AzuriteException($"Azurite ended while starting (exit code {_process.ExitCode}). {LastWords}");
        }
        catch (TimeoutException)
        {
            throw new AzuriteException(
                $"Azurite did not start within {StartLimit.TotalSeconds:0} s. {LastWords}");
        }
    }

    private string LastWords =>
        _output.LastLines is { Length: > 0 } lines ? $"Its last words: {lines}" : "It printed nothing.";

    private static string Connect(AzuriteEndpoints endpoints) =>
        $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={AccountKey};"
        + $"BlobEndpoint={endpoints.Blob}/{Account};"
        + $"QueueEndpoint={endpoints.Queue}/{Account};"
        + $"TableEndpoint={endpoints.Table}/{Account};";
}
