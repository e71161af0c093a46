using System.Diagnostics;
using Valiqor.Client;
using Valiqor.LocalHost;

namespace Valiqor.Pipeline.Tests.Hosting;

/// <summary><c>valiqor serve</c> in a process of its own, which a test may kill.</summary>
internal sealed class ServeProcess : IDisposable
{
    private readonly Process _process;

    private ServeProcess(Process process, Uri url, ValiqorClient client)
    {
        (_process, Url, Valiqor) = (process, url, client);
    }

    public Uri Url { get; }

    /// <summary>With the administrator's key.</summary>
    public ValiqorClient Valiqor { get; }

    public FailureAnalysisClient Client => Valiqor.FailureAnalysis;

    public static async Task<ServeProcess> StartAsync(string data, string storage, CancellationToken cancellationToken)
    {
        string command = Path.Combine(AppContext.BaseDirectory, "valiqor.dll");
        string[] arguments = [command, "serve", "--port", "0", "--data", data, "--storage", storage];
        var start =
            new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, UseShellExecute = false };
        Process process = Process.Start(start)!;
        while (await process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.StartsWith("Key ", StringComparison.Ordinal))
            {
                HostSighting host = DataDirectory.FindHost(data);
                var options = new ClientOptions { BaseUrl = host.Address!.Url, ApiKey = host.AdminKey };
                return new ServeProcess(process, options.BaseUrl, ValiqorClient.Create(options));
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
