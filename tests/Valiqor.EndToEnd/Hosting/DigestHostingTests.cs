using Microsoft.AspNetCore.Http;
using Valiqor.LocalHost;
using Valiqor.LocalHost.Azurite;
using Valiqor.Service.Digests.Schedule;
using Valiqor.Service.Ground;
using Valiqor.Testing;

namespace Valiqor.EndToEnd.Hosting;

/// <summary>Digests in a host that ticks.</summary>
public sealed class DigestHostingTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_host_that_starts_writes_and_sends_what_was_due_while_none_ran()
    {
        var delivered = new TaskCompletionSource();
        await using ScriptedServer receiver = await ScriptedServer.StartAsync(context =>
        {
            delivered.TrySetResult();
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return Task.CompletedTask;
        });
        using var directory = new TemporaryDirectory();
        await using AzuriteProcess azurite = await AzuriteProcess.StartAsync(new AzuriteOptions(), Stop);
        using (var yesterday = new DigestHost(azurite.ConnectionString, new ClockOf(TimeSpan.FromDays(-1))))
        {
            await yesterday.ClearAsync();
            await yesterday.TickAsync();
            await yesterday.RunEndsAsync("shop");
        }

        await using LocalService service = await LocalService.StartAsync(
            new LocalServiceOptions
            {
                DataDirectory = directory.Path,
                StorageConnection = azurite.ConnectionString,
                Settings = new Dictionary<string, string?>
                {
                    ["Valiqor:Digests:Cron"] = "0 0 * * *",
                    ["Valiqor:Digests:WebhookUrl"] = receiver.Url.ToString(),
                },
            },
            Stop);

        await delivered.Task.WaitAsync(TimeSpan.FromMinutes(1), TimeProvider.System, Stop);
        StorageAccount account = StorageAccount.Connect(azurite.ConnectionString);
        List<string> blobs = await account.Blobs.GetBlobContainerClient(DigestLayout.DigestContainer)
            .GetBlobsAsync(cancellationToken: Stop).Select(blob => blob.Name).ToListAsync(Stop);
        blobs.Count.ShouldBe(3);
        blobs.ShouldAllBe(name => name.StartsWith("shop/"));
    }

    [Fact]
    public async Task Settings_that_cannot_work_stop_the_start_with_a_sentence()
    {
        using var directory = new TemporaryDirectory();
        await using AzuriteProcess azurite = await AzuriteProcess.StartAsync(new AzuriteOptions(), Stop);

        Exception fault = await Should.ThrowAsync<Exception>(() => LocalService.StartAsync(
            new LocalServiceOptions
            {
                DataDirectory = directory.Path,
                StorageConnection = azurite.ConnectionString,
                Settings = new Dictionary<string, string?> { ["Valiqor:Digests:Cron"] = "daily" },
            },
            Stop));

        fault.Message.ShouldContain("Valiqor__Digests__Cron is 'daily', which is no cron expression of five fields");
    }

    /// <summary>The real clock, put on or back.</summary>
    private sealed class ClockOf(TimeSpan difference) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + difference;
    }
}
