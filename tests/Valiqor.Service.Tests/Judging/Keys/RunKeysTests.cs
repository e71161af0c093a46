using System.Text.Json;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using Valiqor.Service.Ground;
using Valiqor.Service.Judging.Keys;
using Valiqor.Testing;

namespace Valiqor.Service.Tests.Judging.Keys;

public sealed class RunKeysTests(AzuriteFixture azurite) : IAsyncDisposable
{
    private readonly ServiceProvider _services = azurite.NewService(TimeProvider.System);
    private readonly RunRef _run = AzuriteFixture.NewRun();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private RunKeys Keys => _services.GetRequiredService<RunKeys>();

    private TableClient Table => _services.GetRequiredService<RunKeyStorage>().Keys;

    [Fact]
    public async Task A_key_is_there_until_it_is_deleted_and_may_be_deleted_again()
    {
        (await Keys.FindAsync(_run, Stop)).ShouldBeNull();
        (await Keys.SaveAsync(_run, Key("sk-one"), Stop)).ShouldBeTrue();
        (await Keys.FindAsync(_run, Stop))!.Reveal().ShouldBe("sk-one");

        await Keys.DeleteAsync(_run, Stop);
        await Keys.DeleteAsync(_run, Stop);

        (await Keys.FindAsync(_run, Stop)).ShouldBeNull();
    }

    [Fact]
    public async Task A_key_that_is_kept_already_stays()
    {
        await Keys.SaveAsync(_run, Key("sk-one"), Stop);

        (await Keys.SaveAsync(_run, Key("sk-other"), Stop)).ShouldBeFalse();

        (await Keys.FindAsync(_run, Stop))!.Reveal().ShouldBe("sk-one");
    }

    [Fact]
    public async Task A_ciphertext_does_not_open_as_another_run_s_nor_another_organization_s()
    {
        await Keys.SaveAsync(_run, Key("sk-one"), Stop);
        RunKeyRow row = (await Table.GetEntityAsync<RunKeyRow>(_run.Organization, _run.RunId, cancellationToken: Stop));
        RunRef[] others =
        [
            AzuriteFixture.NewRun(),
            new RunRef($"org-{Guid.CreateVersion7():N}", _run.RunId),
        ];

        foreach (RunRef other in others)
        {
            (row.PartitionKey, row.RowKey) = (other.Organization, other.RunId);
            await Table.AddEntityAsync(row, Stop);
            (await Keys.FindAsync(other, Stop)).ShouldBeNull();
        }
    }

    [Theory]
    [InlineData("garbage")]
    [InlineData("")]
    public async Task What_is_no_ciphertext_is_no_key(string ciphertext)
    {
        var row = new RunKeyRow
        {
            PartitionKey = _run.Organization, RowKey = _run.RunId, Ciphertext = ciphertext,
        };
        await Table.AddEntityAsync(row, Stop);

        (await Keys.FindAsync(_run, Stop)).ShouldBeNull();
    }

    [Fact]
    public void Nothing_shows_a_key_that_does_not_ask_for_it()
    {
        JudgeKey key = Key("sk-one");

        key.ToString().ShouldBe("***");
        $"{key} {new { key }}".ShouldNotContain("sk-one");
        JsonSerializer.Serialize(key).ShouldBe("{}");
    }

    [Fact]
    public void A_key_is_printable_ASCII_without_spaces_and_not_too_long()
    {
        string[] none = ["", " ", "a b", "a\n", "a\t", "\u007f", "é", "ключ", "a\u200b", new string('k', 513)];
        string[] keys = ["a", "sk-proj_A1.~!", new string('k', 512)];

        none.ShouldAllBe(text => !IsKey(text));
        keys.ShouldAllBe(text => IsKey(text));
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private static JudgeKey Key(string text) =>
        JudgeKey.TryParse(text, out JudgeKey? key) ? key : throw new ArgumentException("It is no key.", nameof(text));

    private static bool IsKey(string text) => JudgeKey.TryParse(text, out _);
}
