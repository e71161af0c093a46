using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Valiqor.Client;
using Valiqor.LocalHost;
using Valiqor.StandInModel;

namespace Valiqor.Benchmarks.Judging;

/// <summary>The service in this process, and the stand-in for its model in another.</summary>
internal sealed class JudgeMeasurement : IAsyncDisposable
{
    private const string Greeting = "Stand-in model at ";
    private const double Megabyte = 1024 * 1024;

    private readonly HttpClient _control = new(new SocketsHttpHandler()) { Timeout = TimeSpan.FromMinutes(1) };
    private readonly Process _model;
    private LocalService? _service;

    private JudgeMeasurement(Process model) => _model = model;

    private Uri Url { get; init; } = new("http://localhost");

    public static async Task<JudgeMeasurement> StartAsync(
        string directory,
        int latency,
        int concurrency,
        CancellationToken cancellationToken)
    {
        string command = Path.Combine(AppContext.BaseDirectory, "Valiqor.StandInModel.dll");
        var start = new ProcessStartInfo("dotnet", [command])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        Process model = Process.Start(start)!;
        string? line = await model.StandardOutput.ReadLineAsync(cancellationToken);
        var measurement = new JudgeMeasurement(model) { Url = new Uri(line![Greeting.Length..]) };
        using HttpResponseMessage obeyed = await measurement._control.PutAsJsonAsync(
            new Uri(measurement.Url, "control"),
            new StandInControl { LatencyMs = latency },
            StandInJson.Options,
            cancellationToken);
        obeyed.EnsureSuccessStatusCode();
        measurement._service = await LocalService.StartAsync(
            new LocalServiceOptions
            {
                DataDirectory = directory,
                Settings = new Dictionary<string, string?>
                {
                    ["Valiqor:Judge:Model:Name"] = "judge-1",
                    ["Valiqor:Judge:Model:Kind"] = "compatible",
                    ["Valiqor:Judge:Model:Endpoint"] = measurement.Url.ToString(),
                    ["Valiqor:Judge:Model:MaxConcurrency"] = concurrency.ToString(CultureInfo.InvariantCulture),
                },
            },
            cancellationToken);
        return measurement;
    }

    public async Task<JudgeFigures> RunAsync(int items, string topic, CancellationToken cancellationToken)
    {
        await _control.DeleteAsync(new Uri(Url, "control/log"), cancellationToken);
        using var client = FailureAnalysisClient.Create(
            new ClientOptions { BaseUrl = _service!.Url, ApiKey = _service.AdminKey });
        long start = Stopwatch.GetTimestamp();
        RunJob job = await client.UploadDatasetAsync(
            "judge", $"{Guid.CreateVersion7():N}.jsonl", Dataset(items, topic), cancellationToken: cancellationToken);
        double early = 0;
        JobStatus status;
        do
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, cancellationToken);
            status = await job.StatusAsync(cancellationToken);
            early = early == 0 && status.CurrentItem >= items / 4 ? Megabytes() : early;
        }
        while (status.IsRunning);

        TimeSpan run = Stopwatch.GetElapsedTime(start);
        double late = Megabytes();
        StandInLog log = StandInJson.ReadLog(
            await _control.GetStringAsync(new Uri(Url, "control/log"), cancellationToken));
        double[] starts = [.. log.Requests.Select(request => request.StartedMs).Order()];
        TimeSpan asking = starts.Length == 0 ? default : TimeSpan.FromMilliseconds(starts[^1] - starts[0]);
        return new JudgeFigures(starts.Length, run, asking, log.MostInFlight, early, late);
    }

    public async ValueTask DisposeAsync()
    {
        if (_service is not null)
        {
            await _service.DisposeAsync();
        }

        _control.Dispose();
        _model.StandardInput.Close();
        await _model.WaitForExitAsync();
        _model.Dispose();
    }

    private static double Megabytes() => GC.GetTotalMemory(forceFullCollection: true) / Megabyte;

    private static MemoryStream Dataset(int items, string topic)
    {
        var text = new StringBuilder();
        for (int i = 0; i < items; i++)
        {
            text.Append(JsonSerializer.Serialize(new Dictionary<string, string>
            {
                ["input"] = string.Create(CultureInfo.InvariantCulture, $"Why was parcel {i} ({topic}) late?"),
                ["output"] = "It was held by customs, who opened it, looked at everything in it and closed it again.",
            })).Append('\n');
        }

        return new MemoryStream(Encoding.UTF8.GetBytes(text.ToString()));
    }
}

/// <summary>What a run with a judge came to.</summary>
/// <param name="Asking">From the first call to the last.</param>
/// <param name="EarlyMegabytes">What is in use once a quarter of the items is done.</param>
internal sealed record JudgeFigures(
    int Calls,
    TimeSpan Run,
    TimeSpan Asking,
    int MostAtOnce,
    double EarlyMegabytes,
    double LateMegabytes);
