using System.Collections.Concurrent;
using System.Diagnostics;
using Valiqor.Client;
using Valiqor.LocalHost;

namespace Valiqor.Testing;

/// <summary><c>valiqor serve</c> in a process of its own, which a test may kill.</summary>
internal sealed class ServeProcess : IDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _errors = new();

    private ServeProcess(Process process)
    {
        _process = process;
    }

    public Uri Url { get; private set; } = null!;

    public string AdminKey { get; private set; } = "";

    /// <summary>What it has logged so far, where a level was asked for.</summary>
    public string Errors => string.Join('\n', _errors);

    /// <summary>With the administrator's key.</summary>
    public ValiqorClient Valiqor { get; private set; } = null!;

    public FailureAnalysisClient Client => Valiqor.FailureAnalysis;

    public int ProcessId => _process.Id;

    public static Task<ServeProcess> StartAsync(string data, string storage, CancellationToken cancellationToken) =>
        StartAsync(data, storage, null, cancellationToken);

    /// <param name="logLevel">The least that it logs; null: as always.</param>
    /// <param name="settings">As environment variables.</param>
    public static async Task<ServeProcess> StartAsync(
        string data,
        string storage,
        string? logLevel,
        CancellationToken cancellationToken,
        IReadOnlyDictionary<string, string>? settings = null)
    {
        string command = Path.Combine(AppContext.BaseDirectory, "valiqor.dll");
        string[] arguments = [command, "serve", "--port", "0", "--data", data, "--storage", storage];
        var start =
            new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, UseShellExecute = false };
        foreach ((string name, string value) in settings ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        if (logLevel is not null)
        {
            start.RedirectStandardError = true;
            start.Environment["Logging__LogLevel__Default"] = logLevel;
        }

        Process process = Process.Start(start)!;
        var host = new ServeProcess(process);
        if (logLevel is not null)
        {
            process.ErrorDataReceived += (_, line) => host._errors.Enqueue(line.Data ?? "");
            process.BeginErrorReadLine();
        }

        while (await process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.StartsWith("Key ", StringComparison.Ordinal))
            {
                HostSighting sighting = DataDirectory.FindHost(data);
                var options = new ClientOptions { BaseUrl = sighting.Address!.Url, ApiKey = sighting.AdminKey };
                (host.Url, host.AdminKey) = (options.BaseUrl, sighting.AdminKey!);
                host.Valiqor = ValiqorClient.Create(options);
                return host;
            }
        }

        throw new InvalidOperationException("valiqor serve ended before it served.");
    }

    /// <summary>SIGKILL: nothing of the process gets to say goodbye.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public void Dispose()
    {
        Valiqor.Dispose();
        _process.Kill();
        _process.Dispose();
    }
}
