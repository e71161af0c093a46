using CsCheck;
using Valiqor.Cli.Rendering;

namespace Valiqor.Cli.Tests;

public sealed class ExcerptTests
{
    [Fact]
    public void The_marked_words_stand_in_their_surroundings() =>
        Excerpt.Of("Returns within 90 days.", 15, 22).ShouldBe(new Excerpt("Returns within ", "90 days", "."));

    [Fact]
    public void Offsets_count_characters_and_not_their_halves() =>
        Excerpt.Of("😀😀 ab", 3, 4).ShouldBe(new Excerpt("😀😀 ", "a", "b"));

    [Fact]
    public void Long_surroundings_are_cut() =>
        Excerpt.Of($"{new string('a', 100)}X{new string('b', 100)}", 100, 101)
            .ShouldBe(new Excerpt($"…{new string('a', 60)}", "X", $"{new string('b', 60)}…"));

    [Theory]
    [InlineData(0, 4)]
    [InlineData(4, 4)]
    [InlineData(3, 2)]
    public void Offsets_outside_the_text_mark_nothing(int start, int end) =>
        Excerpt.Of("abc", start, end).ShouldBeNull();

    [Fact]
    public void Nothing_in_a_text_can_steer_a_terminal() =>
        Excerpt.Printable("a\u001b[31m\r\n\tb\u202Ec\u0007").ShouldBe("a [31m bc ");

    [Fact]
    public void Any_text_and_any_offsets_give_one_printable_line_or_nothing() =>
        Gen.Select(Gen.String, Gen.Int[0, 40], Gen.Int[0, 40]).Sample((text, start, length) =>
        {
            Excerpt? excerpt = Excerpt.Of(text, start, start + length);
            if (excerpt is not null)
            {
                (excerpt.Before + excerpt.Marked + excerpt.After).Any(char.IsControl).ShouldBeFalse();
            }
        });
}
