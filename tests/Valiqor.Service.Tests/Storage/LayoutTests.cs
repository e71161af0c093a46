using System.Text;
using CsCheck;
using Valiqor.Service.Door.Keys;
using Valiqor.Service.Ground;
using Valiqor.Service.Runs;
using Valiqor.Service.Runs.Slices;

namespace Valiqor.Service.Tests.Storage;

public sealed class LayoutTests
{
    private static readonly RunRef Run = new("default", "run_1");

    [Theory]
    [InlineData("a")]
    [InlineData("7")]
    [InlineData("support bot_v1.2-final.jsonl")]
    public void Plain_names_are_names(string name) => Layout.IsName(name).ShouldBeTrue();

    [Theory]
    [InlineData("")]
    [InlineData(" a")]
    [InlineData(".hidden")]
    [InlineData("_a")]
    [InlineData("../x")]
    [InlineData("a..b")]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("a|b")]
    [InlineData("a\n")]
    [InlineData("a\nb")]
    [InlineData("é")]
    [InlineData("a?b")]
    [InlineData("a#b")]
    [InlineData("a%2Fb")]
    public void What_could_reach_into_another_place_is_no_name(string name) => Layout.IsName(name).ShouldBeFalse();

    [Fact]
    public void A_name_has_at_most_100_characters()
    {
        Layout.IsName(new string('a', 100)).ShouldBeTrue();
        Layout.IsName(new string('a', 101)).ShouldBeFalse();
    }

    [Fact]
    public void A_slice_s_entry_comes_back_from_its_range_of_the_index() =>
        Gen.Select(
            Gen.Long[0, 9_999_999_999_999_999],
            Gen.Int[0, int.MaxValue],
            Gen.Int[0, int.MaxValue],
            Gen.Int[0, 99_999_999])
            .Select((offset, length, first, items) => new SliceExtent(offset, length, first, items))
            .Array[1, 5].Sample(extents =>
            {
                byte[] index = Encoding.ASCII.GetBytes(string.Concat(extents.Select(RunLayout.SliceEntry)));
                foreach ((int slice, SliceExtent extent) in extents.Index())
                {
                    (long offset, int length) = RunLayout.SliceEntryRange(slice);
                    string entry = Encoding.ASCII.GetString(index, (int)offset, length);
                    RunLayout.ParseSliceEntry(entry).ShouldBe(extent);
                }
            });

    [Fact]
    public void Tag_rows_sort_as_their_items_do_and_lie_between_the_bounds() =>
        Gen.Select(Gen.Int[0, int.MaxValue - 1], Gen.Int[0, int.MaxValue - 1]).Sample((one, other) =>
        {
            string row = RunLayout.TagRow(one, "unsafe_content");
            Math.Sign(
                string.CompareOrdinal(row, RunLayout.TagRow(other, "unsafe_content"))).ShouldBe(one.CompareTo(other));
            string.CompareOrdinal(RunLayout.TagRowsFrom(one), row).ShouldBeLessThan(0);
            string.CompareOrdinal(row, RunLayout.TagRowsFrom(one + 1)).ShouldBeLessThan(0);
            string.CompareOrdinal(row, RunLayout.TagRowsEnd).ShouldBeLessThan(0);
            string.CompareOrdinal(RunLayout.SliceRow(one), RunLayout.TagRowsFrom(0)).ShouldBeLessThan(0);
        });

    [Fact]
    public void Slice_rows_sort_as_their_slices_do() =>
        Gen.Select(Gen.Int[0, 99_999_999], Gen.Int[0, 99_999_999]).Sample((one, other) =>
            Math.Sign(
                string.CompareOrdinal(RunLayout.SliceRow(one), RunLayout.SliceRow(other)))
                .ShouldBe(one.CompareTo(other)));

    [Fact]
    public void Every_key_is_one_that_tables_take()
    {
        foreach (string key in (string[])
            [RunLayout.TagPartition(Run), RunLayout.TagRow(1, "a_b"), RunLayout.SliceRow(1), KeyLayout.KeyPartition])
        {
            Should.NotThrow(() => TableLimits.Check(new Azure.Data.Tables.TableEntity(key, key)));
        }
    }

    [Fact]
    public void The_owner_s_organization_is_left_out_of_a_dataset_s_name()
    {
        Layout.DatasetBlob(Layout.OwnOrganization, "bot", "day.jsonl").ShouldBe("bot/day.jsonl");
        Layout.DatasetBlob("acme", "bot", "day.jsonl").ShouldBe("acme/bot/day.jsonl");
    }
}
