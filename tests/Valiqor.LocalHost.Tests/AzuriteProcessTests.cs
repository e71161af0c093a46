using System.Diagnostics;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Valiqor.LocalHost.Azurite;
using Valiqor.Testing;

namespace Valiqor.LocalHost.Tests;

public sealed class AzuriteProcessTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Blobs_and_tables_answer_as_soon_as_it_has_started()
    {
        await using AzuriteProcess azurite = await AzuriteProcess.StartAsync(new AzuriteOptions(), Cancel);

        await WriteAsync(azurite, "row");
        var container = new BlobContainerClient(azurite.ConnectionString, "container");
        await container.CreateAsync(cancellationToken: Cancel);
        await container.GetBlobClient("blob").UploadAsync(BinaryData.FromString("text"), Cancel);

        (await HasRowAsync(azurite, "row")).ShouldBeTrue();
        (await container.GetBlobClient("blob").DownloadContentAsync(Cancel)).Value.Content.ToString().ShouldBe("text");
    }

    [Fact]
    public async Task What_was_written_just_before_it_stopped_is_there_again()
    {
        using var directory = new TemporaryDirectory();
        var options = new AzuriteOptions { Location = directory["data"] };
        await using (AzuriteProcess azurite = await AzuriteProcess.StartAsync(options, Cancel))
        {
            await WriteAsync(azurite, "row");
        }

        File.Exists(directory["data/azurite.json"]).ShouldBeFalse("a stopped Azurite leaves no note");
        await using AzuriteProcess again = await AzuriteProcess.StartAsync(options, Cancel);
        (await HasRowAsync(again, "row")).ShouldBeTrue();
    }

    [Fact]
    public async Task A_second_one_on_the_same_directory_waits_until_the_first_has_flushed()
    {
        using var directory = new TemporaryDirectory();
        var options = new AzuriteOptions { Location = directory["data"] };
        AzuriteProcess first = await AzuriteProcess.StartAsync(options, Cancel);
        Task<AzuriteProcess> starting = AzuriteProcess.StartAsync(options, Cancel);
        await WriteAsync(first, "row");
        starting.IsCompleted.ShouldBeFalse();
        await first.DisposeAsync();

        await using AzuriteProcess second = await starting;
        (await HasRowAsync(second, "row")).ShouldBeTrue();
    }

    [Fact]
    public async Task A_note_of_a_process_that_is_gone_does_not_hold_anyone_up()
    {
        using var directory = new TemporaryDirectory();
        Directory.CreateDirectory(directory["data"]);
        await File.WriteAllTextAsync(
            directory["data/azurite.json"],
            $$"""{"pid":{{Environment.ProcessId}},"started":"2020-01-01T00:00:00Z"}""",
            Cancel);

        await using AzuriteProcess azurite = await AzuriteProcess.StartAsync(
            new AzuriteOptions { Location = directory["data"] }, Cancel);

        azurite.ConnectionString.ShouldContain("BlobEndpoint=http://127.0.0.1:");
    }

    [Fact]
    public async Task An_interrupt_of_the_terminal_leaves_it_running()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals.");
        using var directory = new TemporaryDirectory();
        await using AzuriteProcess azurite = await AzuriteProcess.StartAsync(
            new AzuriteOptions { Location = directory["data"] }, Cancel);
        using var note = JsonDocument.Parse(await File.ReadAllTextAsync(directory["data/azurite.json"], Cancel));
        int pid = note.RootElement.GetProperty("pid").GetInt32();

        using (var kill = Process.Start("kill", ["-INT", $"{pid}"]))
        {
            await kill.WaitForExitAsync(Cancel);
            kill.ExitCode.ShouldBe(0);
        }

        await WriteAsync(azurite, "row");
        (await HasRowAsync(azurite, "row")).ShouldBeTrue();
        azurite.Exited.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task One_that_cannot_start_says_why()
    {
        using var directory = new TemporaryDirectory();
        await File.WriteAllTextAsync(directory["file"], "in the way", Cancel);

        var error = await Should.ThrowAsync<Exception>(
            () => AzuriteProcess.StartAsync(new AzuriteOptions { Location = directory["file"] }, Cancel));

        error.ShouldBeAssignableTo<IOException>();
        error.Message.ShouldContain("file");
    }

    private static async Task WriteAsync(AzuriteProcess azurite, string row)
    {
        var table = new TableClient(azurite.ConnectionString, "rows");
        await table.CreateIfNotExistsAsync(Cancel);
        await table.UpsertEntityAsync(new TableEntity("partition", row), cancellationToken: Cancel);
    }

    private static async Task<bool> HasRowAsync(AzuriteProcess azurite, string row)
    {
        NullableResponse<TableEntity> response = await new TableClient(azurite.ConnectionString, "rows")
            .GetEntityIfExistsAsync<TableEntity>("partition", row, cancellationToken: Cancel);
        return response.HasValue;
    }
}
