using CsCheck;
using Valiqor.Service.Ground;

namespace Valiqor.Service.Tests.Runs;

public sealed class TextsTests
{
    private static readonly Gen<string> Prose =
        Gen.OneOf("a", "é", "😀", "👩‍💻", " ").Array[0, 12].Select(string.Concat);

    [Theory]
    [InlineData(null, 5, null)]
    [InlineData("", 5, "")]
    [InlineData("12345", 5, "12345")]
    [InlineData("123456", 5, "1234…")]
    [InlineData("123😀", 5, "123😀")]
    [InlineData("123😀6", 5, "123…")]
    [InlineData("12😀56", 5, "12😀…")]
    public void A_text_is_cut_with_an_ellipsis_and_no_half_characters(string? text, int limit, string? expected) =>
        Texts.Cut(text, limit).ShouldBe(expected);

    [Fact]
    public void A_cut_text_is_a_beginning_within_the_limit() =>
        Gen.Select(Prose, Gen.Int[2, 20]).Sample((text, limit) =>
        {
            string cut = Texts.Cut(text, limit)!;
            return cut.Length <= limit
                && text.StartsWith(cut.TrimEnd('…'), StringComparison.Ordinal)
                && !cut.EnumerateRunes().Contains(System.Text.Rune.ReplacementChar);
        });

    [Theory]
    [InlineData("a😀b", 0, 0)]
    [InlineData("a😀b", 1, 1)]
    [InlineData("a😀b", 3, 2)]
    [InlineData("a😀b", 4, 3)]
    public void Offsets_count_characters_and_not_halves(string text, int offset, int characters) =>
        Texts.CharactersBefore(text, offset).ShouldBe(characters);

    [Fact]
    public void The_characters_before_the_end_are_all_of_them() =>
        Prose.Sample(text => Texts.CharactersBefore(text, text.Length) == text.EnumerateRunes().Count());
}
