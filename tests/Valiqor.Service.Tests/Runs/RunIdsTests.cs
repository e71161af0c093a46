using CsCheck;
using Valiqor.Service.Runs;

namespace Valiqor.Service.Tests.Runs;

public sealed class RunIdsTests
{
    private static readonly DateTimeOffset Noon = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Newer_runs_sort_first_as_text() =>
        Gen.Select(Gen.Long[0, 4_000_000_000_000], Gen.Long[1, 4_000_000_000_000]).Sample((time, later) =>
        {
            string old = RunIds.New(DateTimeOffset.FromUnixTimeMilliseconds(time));
            string young = RunIds.New(DateTimeOffset.FromUnixTimeMilliseconds(time + later));
            string.CompareOrdinal(young, old).ShouldBeLessThan(0);
        });

    [Fact]
    public void Two_runs_of_one_millisecond_have_two_ids() => RunIds.New(Noon).ShouldNotBe(RunIds.New(Noon));

    [Fact]
    public void The_same_blob_gives_the_same_id_and_anything_else_another()
    {
        string id = RunIds.OfBlob("acme", "bot/day.jsonl", "\"0x1\"", Noon, "{}");

        id.ShouldMatch("^run_[0-9a-f]{24}$");
        RunIds.OfBlob("acme", "bot/day.jsonl", "\"0x1\"", Noon, "{}").ShouldBe(id);
        string[] others =
        [
            RunIds.OfBlob("acme2", "bot/day.jsonl", "\"0x1\"", Noon, "{}"),
            RunIds.OfBlob("acme", "bot/night.jsonl", "\"0x1\"", Noon, "{}"),
            RunIds.OfBlob("acme", "bot/day.jsonl", "\"0x2\"", Noon, "{}"),
            RunIds.OfBlob("acme", "bot/day.jsonl", "\"0x1\"", Noon, "{\"run_security\":true}"),
        ];
        others.Append(id).ShouldBeUnique();
    }
}
