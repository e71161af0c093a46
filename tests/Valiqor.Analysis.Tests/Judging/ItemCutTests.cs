using System.Collections.Immutable;
using CsCheck;
using Valiqor.Analysis.Items;
using Valiqor.Analysis.Judging;

namespace Valiqor.Analysis.Tests.Judging;

/// <summary>How long items are shortened for a judge.</summary>
public sealed class ItemCutTests
{
    private static int Tokens(string text) => (text.Length + 3) / 4;

    [Fact]
    public void An_item_that_fits_stays_as_it_is()
    {
        Item item = Some.Item("Why?", "Because.", "It is so.");

        (Item same, ImmutableArray<string> cut) = new ItemCut(Tokens).Fit(item, 500);

        same.ShouldBeSameAs(item);
        cut.ShouldBeEmpty();
    }

    [Fact]
    public void A_long_output_keeps_its_beginning_and_its_end_in_whole_sentences_and_says_what_is_gone()
    {
        string[] sentences = [.. Enumerable.Range(0, 400).Select(n => $"This is sentence number {n} of the answer.")];
        Item item = Some.Item("Tell me everything.", string.Join(' ', sentences));

        (Item shorter, ImmutableArray<string> cut) = new ItemCut(Tokens).Fit(item, 600);

        cut.ShouldBe(["output"]);
        shorter.Input.ShouldBe(item.Input);
        string[] parts = shorter.Output.Split('\u27E6', '\u27E7');
        parts.Length.ShouldBe(3);
        parts[1].ShouldMatch(@"^\d+ tokens cut$");
        parts[0].Trim().ShouldEndWith(".");
        parts[2].Trim().ShouldStartWith("This is sentence");
        item.Output.ShouldStartWith(parts[0].Trim());
        item.Output.ShouldEndWith(parts[2].Trim());
        Tokens(shorter.Output).ShouldBeLessThan(640);
    }

    [Fact]
    public void Many_long_passages_leave_room_for_the_output()
    {
        string passage = string.Join(' ', Enumerable.Repeat("The shop opens at nine.", 300));
        Item item = Some.Item("When?", "At nine.", [.. Enumerable.Repeat(passage, 20)]);

        (Item shorter, ImmutableArray<string> cut) = new ItemCut(Tokens).Fit(item, 4_000);

        cut.ShouldBe(["context"]);
        shorter.Output.ShouldBe("At nine.");
        shorter.Context.Length.ShouldBe(20);
        shorter.Context.Sum(Tokens).ShouldBeInRange(2_500, 4_600);
    }

    [Fact]
    public void Tools_with_huge_schemas_are_shown_in_brief()
    {
        var schema = System.Text.Json.JsonDocument.Parse(
            $$"""{"description": "{{new string('x', 40_000)}}"}""").RootElement;
        Item item = Some.Item("When?", "At nine.") with
        {
            Tools = [new ToolDefinition("clock", "Tells the time.", schema)],
        };

        (Item shorter, ImmutableArray<string> cut) = new ItemCut(Tokens).Fit(item, 1_000);

        cut.ShouldBe(["tools"]);
        shorter.Tools.ShouldHaveSingleItem().Parameters.ShouldBeNull();
        shorter.Output.ShouldBe("At nine.");
    }

    [Fact]
    public void Any_item_can_be_cut_and_no_character_is_cut_in_two()
    {
        Gen.String[Gen.Char["ab .\n\ud83d\ude00漢"], 0, 6_000].Array[3].Sample(
            texts =>
            {
                Item item = Some.Item(texts[0], texts[1], texts[2]);
                (Item shorter, _) = new ItemCut(Tokens).Fit(item, 500);
                return !HasHalf(shorter.Output, texts[1]) && Tokens(shorter.Output) <= Tokens(texts[1]) + 20;
            },
            iter: 200);
    }

    /// <summary>Whether a text has a half pair of surrogates where the original has none.</summary>
    private static bool HasHalf(string text, string original) =>
        !HasHalf(original) && HasHalf(text);

    private static bool HasHalf(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            bool pair = char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]);
            if (!pair && char.IsSurrogate(text[i]))
            {
                return true;
            }

            i += pair ? 1 : 0;
        }

        return false;
    }
}
