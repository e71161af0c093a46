using System.Diagnostics;
using System.Net.Http.Json;
using Valiqor.StandInModel;

namespace Valiqor.Testing;

/// <summary>A model server in a process of its own, which ends with this one.</summary>
public sealed class StandInProcess : IAsyncLifetime
{
    private const string Greeting = "Stand-in model at ";

    private readonly HttpClient _control = new(new SocketsHttpHandler());
    private Process? _process;

    /// <summary>The server's address, without a path.</summary>
    public Uri Url { get; private set; } = new("http://127.0.0.1");

    public async ValueTask InitializeAsync()
    {
        string command = Path.Combine(AppContext.BaseDirectory, "Valiqor.StandInModel.dll");
        var start = new ProcessStartInfo("dotnet", [command])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        _process = Process.Start(start)!;
        string? line = await _process.StandardOutput.ReadLineAsync();
        Url = line is not null && line.StartsWith(Greeting, StringComparison.Ordinal)
            ? new Uri(line[Greeting.Length..])
            : throw new InvalidOperationException($"The stand-in for a model did not start: {line}");
    }

    public int ProcessId => _process!.Id;

    /// <summary>Behaves so from now on, and forgets what it saw before.</summary>
    public async Task ObeyAsync(StandInControl control)
    {
        using HttpResponseMessage answer = await _control.PutAsJsonAsync(
            new Uri(Url, "control"), control, StandInJson.Options);
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
        await ForgetAsync();
    }

    /// <summary>All requests since it last forgot, in the order in which they came.</summary>
    public async Task<StandInLog> LogAsync() =>
        StandInJson.ReadLog(await _control.GetStringAsync(new Uri(Url, "control/log")));

    public async Task ForgetAsync()
    {
        using HttpResponseMessage answer = await _control.DeleteAsync(new Uri(Url, "control/log"));
        answer.EnsureSuccessStatusCode();
    }

    public async ValueTask DisposeAsync()
    {
        _control.Dispose();
        if (_process is not null)
        {
            _process.StandardInput.Close();
            await _process.WaitForExitAsync();
            _process.Dispose();
        }
    }
}
