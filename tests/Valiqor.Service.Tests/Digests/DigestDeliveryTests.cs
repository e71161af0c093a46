using Microsoft.AspNetCore.Http;
using Valiqor.Service.Digests.Schedule;
using Valiqor.Testing;

namespace Valiqor.Service.Tests.Digests;

/// <summary>What becomes of a written digest whose receiver, or whose host, fails.</summary>
public sealed class DigestDeliveryTests(DigestAzurite azurite) : IClassFixture<DigestAzurite>, IAsyncLifetime
{
    private readonly DigestStage _stage = new(azurite);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _stage.ClearAsync();

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task A_host_that_dies_between_writing_and_sending_loses_nothing_and_sends_once()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        DigestHost host = _stage.Host(("WebhookUrl", server.Url.ToString()));
        await host.TickAsync();
        await host.RunEndsAsync("shop");
        _stage.Clock.SetUtcNow(DigestStage.At(3, 8));
        await WriteOnlyAsync(host, "shop");

        await host.TickAsync();
        await host.TickAsync();

        server.Requests.Count.ShouldBe(1);
        (await host.RowAsync("shop")).State.ShouldBe(DigestStates.Done);
    }

    [Fact]
    public async Task Where_it_is_not_known_whether_it_was_sent_it_is_sent_again_under_the_same_id()
    {
        var ids = new List<string>();
        await using ScriptedServer server = await ScriptedServer.StartAsync(context =>
        {
            ids.Add(context.Request.Headers["X-Valiqor-Delivery"].ToString());
            return Task.CompletedTask;
        });
        DigestHost host = _stage.Host(("WebhookUrl", server.Url.ToString()));
        await host.TickAsync();
        await host.RunEndsAsync("shop");
        await _stage.NextMorningAsync(host);
        DigestRow row = await host.RowAsync("shop");
        await host.Get<DigestLedger>().AdvanceAsync(row, DigestStates.Written, CancellationToken.None);

        await host.TickAsync();

        ids.Count.ShouldBe(2);
        ids.Distinct().ShouldHaveSingleItem().ShouldStartWith("dig_");
    }

    [Fact]
    public async Task A_delivery_that_fails_is_tried_again_later_and_not_for_ever()
    {
        await using ScriptedServer server =
            await ScriptedServer.StartAsync(ScriptedServer.Status(StatusCodes.Status404NotFound));
        DigestHost host = _stage.Host(("WebhookUrl", server.Url.ToString()));
        await host.TickAsync();
        await host.RunEndsAsync("shop");
        await _stage.NextMorningAsync(host);

        await host.TickAsync();
        server.Requests.Count.ShouldBe(1, "not before a minute has passed");
        DigestRow row = await host.RowAsync("shop");
        (row.State, row.Fault).ShouldBe((DigestStates.Written, "HTTP 404"));

        for (int minute = 0; minute < 400; minute++)
        {
            _stage.Clock.Advance(TimeSpan.FromMinutes(1));
            await host.TickAsync();
        }

        server.Requests.Count.ShouldBe(DigestLedger.MostTries);
        (await host.RowAsync("shop")).State.ShouldBe(DigestStates.GivenUp);
    }

    [Fact]
    public async Task A_receiver_that_is_down_is_asked_once_a_tick_and_gets_everything_when_it_is_back()
    {
        RequestDelegate down = ScriptedServer.Status(StatusCodes.Status503ServiceUnavailable, "0");
        await using ScriptedServer server = await ScriptedServer.StartAsync(
            down, down, down, down, ScriptedServer.Status(StatusCodes.Status204NoContent));
        DigestHost host = _stage.Host(("WebhookUrl", server.Url.ToString()));
        await host.TickAsync();
        await host.RunEndsAsync("one");
        await host.RunEndsAsync("two");

        await _stage.NextMorningAsync(host);
        server.Requests.Count.ShouldBe(4, "one delivery with all its tries");
        _stage.Clock.Advance(TimeSpan.FromMinutes(5));
        await host.TickAsync();

        server.Requests.Count.ShouldBe(6);
        (await host.RowAsync("one")).State.ShouldBe(DigestStates.Done);
        (await host.RowAsync("two")).State.ShouldBe(DigestStates.Done);
    }

    [Fact]
    public async Task A_receiver_that_asks_for_peace_gets_it()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(
            ScriptedServer.Status(StatusCodes.Status429TooManyRequests, "1800"),
            ScriptedServer.Status(StatusCodes.Status204NoContent));
        DigestHost host = _stage.Host(("WebhookUrl", server.Url.ToString()));
        await host.TickAsync();
        await host.RunEndsAsync("shop");
        await _stage.NextMorningAsync(host);

        _stage.Clock.Advance(TimeSpan.FromMinutes(29));
        await host.TickAsync();
        server.Requests.Count.ShouldBe(1);
        _stage.Clock.Advance(TimeSpan.FromMinutes(1));
        await host.TickAsync();

        server.Requests.Count.ShouldBe(2);
        (await host.RowAsync("shop")).State.ShouldBe(DigestStates.Done);
    }

    [Fact]
    public async Task A_written_digest_that_is_spoilt_or_gone_stops_no_other()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        DigestHost host = _stage.Host(("WebhookUrl", server.Url.ToString()));
        await host.TickAsync();
        string[] projects = ["gone", "spoilt", "whole"];
        foreach (string project in projects)
        {
            await host.RunEndsAsync(project);
        }

        _stage.Clock.SetUtcNow(DigestStage.At(3, 8));
        await WriteOnlyAsync(host, projects);
        await host.Storage.Blobs.DeleteBlobAsync("gone/2026-03-02.json", cancellationToken: Stop);
        await host.Storage.Blobs.GetBlobClient("spoilt/2026-03-02.json")
            .UploadAsync(BinaryData.FromString("{"), overwrite: true, Stop);

        await host.TickAsync();

        server.Requests.Count.ShouldBe(1);
        (await host.RowAsync("whole")).State.ShouldBe(DigestStates.Done);
        (await host.RowAsync("gone")).Fault.ShouldBe("the written digest was removed");
        (await host.RowAsync("spoilt")).Fault.ShouldBe("JsonException");
    }

    [Fact]
    public async Task A_newer_digest_takes_the_place_of_one_that_was_never_delivered()
    {
        await using ScriptedServer server =
            await ScriptedServer.StartAsync(ScriptedServer.Status(StatusCodes.Status404NotFound));
        DigestHost host = _stage.Host(("WebhookUrl", server.Url.ToString()));
        await host.TickAsync();
        await host.RunEndsAsync("shop");
        await _stage.NextMorningAsync(host);
        await host.RunEndsAsync("shop");

        _stage.Clock.SetUtcNow(DigestStage.At(4, 8));
        await host.TickAsync();

        DigestRow row = await host.RowAsync("shop");
        (row.LastDay, row.State, row.Tries).ShouldBe(("2026-03-03", DigestStates.Written, 1));
        (await host.BlobsAsync()).ShouldContain("shop/2026-03-02.md", "what was written stays");
    }

    /// <summary>Notes what is due and writes it, as a host that dies before it sends.</summary>
    private async Task WriteOnlyAsync(DigestHost host, params string[] projects)
    {
        await host.Get<DueDigests>().NoteAsync(_stage.Clock.GetUtcNow(), Stop);
        foreach (string project in projects)
        {
            DigestRow row = await host.RowAsync(project);
            await host.Get<DigestLedger>().ClaimAsync(row, Stop);
            await host.Get<DigestPublisher>().WriteAsync(row, Stop);
            await host.Get<DigestLedger>().AdvanceAsync(row, DigestStates.Written, Stop);
        }
    }
}
