using Valiqor.Service.Digests.Schedule;
using Valiqor.Testing;

namespace Valiqor.Service.Tests.Digests;

/// <summary>Ticks of one host and of two, at any time and however often.</summary>
public sealed class DigestScheduleTests(DigestAzurite azurite) : IClassFixture<DigestAzurite>, IAsyncLifetime
{
    private readonly DigestStage _stage = new(azurite);

    public ValueTask InitializeAsync() => _stage.ClearAsync();

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task Each_project_gets_its_three_texts_at_the_time_of_the_schedule()
    {
        DigestHost host = _stage.Host();
        await host.TickAsync();
        await host.RunEndsAsync("shop");
        await host.RunEndsAsync("shop", "acme");

        await _stage.NextMorningAsync(host);

        (await host.BlobsAsync()).ShouldBe(
        [
            "acme/shop/2026-03-02.html", "acme/shop/2026-03-02.json", "acme/shop/2026-03-02.md",
            "shop/2026-03-02.html", "shop/2026-03-02.json", "shop/2026-03-02.md",
        ]);
        (await host.RowAsync("shop")).State.ShouldBe(DigestStates.Done);
    }

    [Fact]
    public async Task Before_its_time_and_without_a_schedule_nothing_is_written()
    {
        DigestHost host = _stage.Host();
        await host.TickAsync();
        await host.RunEndsAsync("shop");
        DigestHost off = _stage.Host(("Cron", ""));

        _stage.Clock.SetUtcNow(DigestStage.At(3, 7, 59));
        await host.TickAsync();
        _stage.Clock.SetUtcNow(DigestStage.At(3, 8, 1));
        await off.TickAsync();

        (await host.BlobsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_was_due_before_the_schedule_was_first_seen_is_not_made_up()
    {
        DigestHost host = _stage.Host();
        await host.RunEndsAsync("shop");
        _stage.Clock.SetUtcNow(DigestStage.At(3, 12));

        await host.TickAsync();
        await host.TickAsync();

        (await host.BlobsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task After_days_without_a_host_only_the_newest_is_written_and_once()
    {
        DigestHost host = _stage.Host();
        await host.TickAsync();
        _stage.Clock.SetUtcNow(DigestStage.At(5, 20));
        await host.RunEndsAsync("shop");
        _stage.Clock.SetUtcNow(DigestStage.At(6, 15));

        await host.TickAsync();
        string[] written = await host.BlobsAsync();
        string first = await ETagsAsync(host);
        await host.TickAsync();

        written.ShouldBe(["shop/2026-03-05.html", "shop/2026-03-05.json", "shop/2026-03-05.md"]);
        (await ETagsAsync(host)).ShouldBe(first);
    }

    [Fact]
    public async Task A_project_that_fell_silent_is_told_of_once()
    {
        DigestHost host = _stage.Host();
        await host.TickAsync();
        await host.RunEndsAsync("shop");
        for (int day = 3; day <= 6; day++)
        {
            _stage.Clock.SetUtcNow(DigestStage.At(day, 8));
            await host.TickAsync();
        }

        (await host.BlobsAsync()).Where(name => name.EndsWith(".md"))
            .ShouldBe(["shop/2026-03-02.md", "shop/2026-03-03.md"]);
    }

    [Fact]
    public async Task A_schedule_that_comes_often_writes_each_day_once()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        DigestHost host = _stage.Host(("Cron", "*/30 * * * *"), ("WebhookUrl", server.Url.ToString()));
        await host.TickAsync();
        await host.RunEndsAsync("shop");
        for (int hour = 0; hour < 4; hour++)
        {
            _stage.Clock.SetUtcNow(DigestStage.At(3, hour, 1));
            await host.TickAsync();
        }

        (await host.BlobsAsync()).Length.ShouldBe(3);
        server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Ticks_of_two_hosts_side_by_side_and_again_send_each_digest_once()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        DigestHost one = _stage.Host(("WebhookUrl", server.Url.ToString()));
        DigestHost other = _stage.Host(("WebhookUrl", server.Url.ToString()));
        await one.TickAsync();
        string[] projects = [.. Enumerable.Range(0, 6).Select(number => $"project-{number}")];
        foreach (string project in projects)
        {
            await one.RunEndsAsync(project);
        }

        _stage.Clock.SetUtcNow(DigestStage.At(3, 8));
        await Task.WhenAll(one.TickAsync(), other.TickAsync(), one.TickAsync(), other.TickAsync());
        await Task.WhenAll(one.TickAsync(), other.TickAsync());

        server.Requests.Count.ShouldBe(projects.Length);
        foreach (string project in projects)
        {
            (await one.RowAsync(project)).State.ShouldBe(DigestStates.Done);
        }
    }

    [Fact]
    public async Task A_host_that_dies_while_it_writes_is_followed_by_another_when_its_claim_is_over()
    {
        DigestHost host = _stage.Host();
        await host.TickAsync();
        await host.RunEndsAsync("shop");
        _stage.Clock.SetUtcNow(DigestStage.At(3, 8));
        await host.Get<DueDigests>().NoteAsync(_stage.Clock.GetUtcNow(), CancellationToken.None);
        (await host.Get<DigestLedger>().ClaimAsync(await host.RowAsync("shop"), CancellationToken.None)).ShouldBeTrue();

        await host.TickAsync();
        (await host.BlobsAsync()).ShouldBeEmpty("the claim holds");
        _stage.Clock.Advance(DigestLedger.ClaimTime);
        await host.TickAsync();

        (await host.BlobsAsync()).Length.ShouldBe(3);
    }

    [Fact]
    public async Task A_digest_that_cannot_be_written_stops_no_other_and_is_left_in_the_end()
    {
        DigestHost host = _stage.Host();
        await host.TickAsync();
        await host.RunEndsAsync("good");
        await host.RunEndsAsync("odd");
        _stage.Clock.SetUtcNow(DigestStage.At(3, 8));
        await host.Get<DueDigests>().NoteAsync(_stage.Clock.GetUtcNow(), CancellationToken.None);
        DigestRow odd = await host.RowAsync("odd");
        odd.LastDay = "no day";
        await host.Storage.Rows.UpdateEntityAsync(
            odd, odd.ETag, cancellationToken: TestContext.Current.CancellationToken);

        for (int minute = 0; minute < 400; minute += 5)
        {
            await host.TickAsync();
            _stage.Clock.Advance(TimeSpan.FromMinutes(5));
        }

        (await host.RowAsync("good")).State.ShouldBe(DigestStates.Done);
        odd = await host.RowAsync("odd");
        (odd.State, odd.Fault).ShouldBe((DigestStates.GivenUp, "FormatException"));
    }

    private static async Task<string> ETagsAsync(DigestHost host) => string.Join(
        ' ', await host.Storage.Blobs.GetBlobsAsync().Select(blob => blob.Properties.ETag.ToString()).ToListAsync());
}
