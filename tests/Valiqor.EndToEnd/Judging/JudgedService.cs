using System.Globalization;
using System.Text;
using System.Text.Json;
using Valiqor.Client;
using Valiqor.StandInModel;
using Valiqor.Testing;

namespace Valiqor.EndToEnd.Judging;

/// <summary>
/// A service with a judge: <c>valiqor serve</c> in one process, the stand-in for its model in another.
/// </summary>
internal sealed class JudgedService : IAsyncDisposable
{
    public const string Key = "sk-the-services-own-key-0123456789";

    private readonly TemporaryDirectory _directory = new();
    private ServeProcess? _serve;

    public StandInProcess Model { get; } = new();

    public ServeProcess Serve => _serve!;

    public FailureAnalysisClient Client => Serve.Client;

    /// <param name="settings">Beside those of the model, as <c>Valiqor__Judge__…</c>.</param>
    public static async Task<JudgedService> StartAsync(
        AzuriteFixture azurite,
        StandInControl control,
        params (string Name, string Value)[] settings)
    {
        var service = new JudgedService();
        await service.Model.InitializeAsync();
        await service.Model.ObeyAsync(control);
        var all = new Dictionary<string, string>
        {
            ["Valiqor__Judge__Model__Name"] = "judge-1",
            ["Valiqor__Judge__Model__Endpoint"] = service.Model.Url.ToString(),
            ["Valiqor__Judge__Model__ApiKey"] = Key,
            ["Valiqor__Limits__Calls"] = "0",
        };
        foreach ((string name, string value) in settings)
        {
            all[$"Valiqor__Judge__{name}"] = value;
        }

        service._serve = await ServeProcess.StartAsync(
            service._directory.Path, azurite.ConnectionString, null, TestContext.Current.CancellationToken, all);
        return service;
    }

    /// <summary>Runs over so many different items, and waits for the end.</summary>
    public async Task<RunResult> RunAsync(string project, params string[] lines)
    {
        CancellationToken stop = TestContext.Current.CancellationToken;
        RunJob job = await Client.UploadDatasetAsync(
            project,
            $"{Guid.CreateVersion7():N}.jsonl",
            new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', lines))),
            cancellationToken: stop);
        await job.WaitAsync(null, stop);
        return await Client.GetRunAsync(job.RunId, stop);
    }

    /// <summary>Items that are all different, with answers that rules leave open.</summary>
    public static string[] Items(int count, string of = "orders") =>
    [
        .. from number in Enumerable.Range(0, count)
           let text = number.ToString(CultureInfo.InvariantCulture)
           select JsonSerializer.Serialize(new Dictionary<string, string>
           {
               ["input"] = $"Why was parcel {text} of the {of} late?",
               ["output"] = $"Parcel {text} was held by customs, who opened it and closed it again.",
           }),
    ];

    public async ValueTask DisposeAsync()
    {
        _serve?.Dispose();
        await Model.DisposeAsync();
        _directory.Dispose();
    }
}
