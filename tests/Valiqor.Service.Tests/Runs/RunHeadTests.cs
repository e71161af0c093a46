using CsCheck;
using Valiqor.Service.Runs;
using Valiqor.Service.Runs.Listing;

namespace Valiqor.Service.Tests.Runs;

public sealed class RunHeadTests
{
    [Fact]
    public void Everything_newer_than_the_floor_is_there_whatever_came_and_went() =>
        Gen.Select(Gen.Int[0, 99], Gen.Bool).Array[0, 400].Sample(steps =>
        {
            var list = new SortedSet<string>(StringComparer.Ordinal);
            RunHead head = RunHead.Empty;
            foreach ((int number, bool comes) in steps)
            {
                string place = $"{number:D2}|run";
                head = comes ? head.With(place) : head.Without(place);
                _ = comes ? list.Add(place) : list.Remove(place);

                head.Places.Length.ShouldBeLessThanOrEqualTo(RunHead.MostPlaces);
                head.Places.ShouldBe(
                    list.TakeWhile(one => head.Floor is null || string.CompareOrdinal(one, head.Floor) < 0));
            }
        });

    [Fact]
    public void A_head_is_read_as_it_was_written() =>
        Gen.Int[0, 99].Array[0, 60].Sample(numbers =>
        {
            RunHead head = numbers.Aggregate(RunHead.Empty, (sum, number) => sum.With($"{number:D2}|run"));

            RunHead read = RunHead.Parse(head.ToString());

            read.Floor.ShouldBe(head.Floor);
            read.Places.ShouldBe(head.Places);
        });

    [Fact]
    public void Runs_keep_to_a_shard_and_spread_over_all()
    {
        string[] ids = [.. Enumerable.Range(0, 800).Select(i => RunIds.New(DateTimeOffset.UnixEpoch.AddMinutes(i)))];

        int[] shards = [.. ids.Select(CounterShards.Of)];

        shards.ShouldBe(ids.Select(CounterShards.Of));
        shards.CountBy(shard => shard).ShouldAllBe(pair => pair.Value > 50 && pair.Value < 150);
        shards.Distinct().Count().ShouldBe(CounterShards.Count);
    }
}
