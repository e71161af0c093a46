using CsCheck;
using Microsoft.ML.Tokenizers;
using Valiqor.Service.Models;

namespace Valiqor.Service.Tests.Limits;

public sealed class TokenCounterTests
{
    private static readonly TokenCounter Counter = new();

    private static readonly Tokenizer Whole = TiktokenTokenizer.CreateForEncoding(TokenCounter.Encoding);

    [Theory]
    [InlineData("", 0)]
    [InlineData("Hello, world!", 4)]
    [InlineData("The parcel left the warehouse.", 6)]
    public void Texts_have_as_many_tokens_as_the_models_see(string text, int tokens) =>
        Counter.Count(text).ShouldBe(tokens);

    [Fact]
    public void Counting_in_pieces_gives_what_counting_at_once_gives() =>
        Gen.OneOf(
            Gen.OneOf(
                "parcel", "It's", "3,412", "naïve", "Straße", "x = f(y);", "\n\n", "…", "日本語", "🧿", "–", "don’t",
                "  "),
            Gen.String[Gen.Char['a', 'z'], 1, 12])
            .Array[200, 1_500]
            .Select(words => string.Join(' ', words))
            .Sample(text => Counter.Count(text) == Whole.CountTokens(text), iter: 40);

    [Fact]
    public void A_text_without_a_space_costs_one_token_a_cut_at_most()
    {
        string text = string.Concat(Enumerable.Repeat("🧿", 6_000));

        int atOnce = Whole.CountTokens(text);

        Counter.Count(text).ShouldBeInRange(atOnce, atOnce + (text.Length / (TokenCounter.PieceLength - 1)));
    }
}
