using CsCheck;
using Valiqor.Text.Mentions;
using Valiqor.Text.Sentences;
using Valiqor.Text.Words;

namespace Valiqor.Text.Tests;

/// <summary>What is read off a text stands where it is said to stand.</summary>
public sealed class TextFactsTests
{
    private static readonly Gen<string> Texts = Gen.OneOf(
        Gen.String,
        Gen.String[Gen.Char["aAbI .,:;0123456789%$€[](){}\"'`\n-–_@/#*\\é漢\ud83d\ude00"], 0, 120],
        Gen.Select(Gen.OneOf(
            "Dr. Smith paid $1.5 million on March 5, 2021.", "No. See [2, 3]!", "1. First\n2. Second",
            "It's \"so\" big",
            "```\ncode[1]\n```", "two hundred and five", "e.g. the U.S. won", "3.5% of 1,234.5", "10:30 on 2021-03-05")
            .Array[0, 4], parts => string.Join(' ', parts)));

    [Fact]
    public void Tokens_stand_in_order_inside_the_text_and_never_overlap() => Texts.Sample(text =>
    {
        int end = 0;
        foreach (Token token in new TextFacts(text).Tokens)
        {
            token.Start.ShouldBeGreaterThanOrEqualTo(end);
            token.End.ShouldBeInRange(token.Start + 1, text.Length);
            end = token.End;
        }
    });

    [Fact]
    public void Every_letter_and_digit_of_a_plain_text_is_in_some_token() =>
        Gen.String[Gen.Char["abcXYZ 0123456789\n!?"], 0, 80].Sample(text =>
        {
            var facts = new TextFacts(text);
            int covered = 0;
            foreach (Token token in facts.Tokens)
            {
                covered += token.Length;
            }

            covered.ShouldBe(text.Count(char.IsLetterOrDigit), text);
        });

    [Fact]
    public void Sentences_stand_in_order_trimmed_and_their_tokens_are_theirs() => Texts.Sample(text =>
    {
        var facts = new TextFacts(text);
        int end = 0;
        foreach (Sentence sentence in facts.Sentences)
        {
            sentence.Start.ShouldBeGreaterThanOrEqualTo(end);
            sentence.End.ShouldBeInRange(sentence.Start + 1, text.Length);
            char.IsWhiteSpace(text[sentence.End - 1]).ShouldBeFalse();
            foreach (Token token in facts.TokensOf(sentence))
            {
                token.Start.ShouldBeGreaterThanOrEqualTo(sentence.Start);
                token.End.ShouldBeLessThanOrEqualTo(sentence.End);
            }

            end = sentence.End;
        }
    });

    [Fact]
    public void Numbers_dates_names_quotations_and_citations_stand_inside_the_text() => Texts.Sample(text =>
    {
        var facts = new TextFacts(text);
        List<(int Start, int End)> spans = [];
        foreach (Quantity quantity in facts.Quantities)
        {
            double.IsFinite(quantity.Value).ShouldBeTrue();
            spans.Add((quantity.Start, quantity.End));
        }

        foreach (DateMention date in facts.Dates)
        {
            date.Month.ShouldBeInRange(0, 12);
            date.Day.ShouldBeInRange(0, 31);
            spans.Add((date.Start, date.End));
        }

        foreach (NameMention name in facts.Names)
        {
            char.IsUpper(text[name.Start]).ShouldBeTrue();
            spans.Add((name.Start, name.End));
        }

        foreach (Quotation quotation in facts.Quotations)
        {
            spans.Add((quotation.Start, quotation.End));
        }

        foreach (CitationMarker marker in facts.Citations)
        {
            marker.Numbers.ShouldNotBeEmpty();
            spans.Add((marker.Start, marker.End));
        }

        spans.ShouldAllBe(span => span.Start >= 0 && span.Start < span.End && span.End <= text.Length);
    });

    [Theory]
    [InlineData("", 0)]
    [InlineData("Dr. Smith met Mr. Jones. They talked.", 2)]
    [InlineData("Pi is 3.14 and e is 2.72. Both are known.", 2)]
    [InlineData("J. K. Rowling wrote it. It sold well.", 2)]
    [InlineData("Use fruit, e.g. Apples. Then stir.", 2)]
    [InlineData("1. Peel them\n2. Cut them\n- Boil them", 3)]
    [InlineData("A line that is\nwrapped by hand.", 1)]
    [InlineData("He said \"Stop!\" Then he left.", 2)]
    [InlineData("It rose.[1] It fell.[2]", 2)]
    [InlineData("What? No! Yes...", 3)]
    [InlineData("sam: hey there . naomi: hi .", 2)]
    [InlineData("它很大。它很小。", 2)]
    public void A_text_has_so_many_sentences(string text, int count) =>
        new TextFacts(text).Sentences.Length.ShouldBe(count);

    [Theory]
    [InlineData("increase", "increases", "increased", "increasing")]
    [InlineData("stop", "stops", "stopped", "stopping")]
    [InlineData("carry", "carries", "carried", "carrying")]
    [InlineData("city", "cities", "Cities", "CITY")]
    [InlineData("win", "wins", "won", "winning")]
    [InlineData("box", "boxes", "boxed", "boxing")]
    [InlineData("call", "calls", "called", "calling")]
    [InlineData("Zürich", "zurich", "ZÜRICH", "Zurich")]
    public void Forms_of_a_word_share_its_stem(string word, params string[] forms) =>
        forms.Select(form => WordKey.OfStem(form)).ShouldAllBe(key => key == WordKey.OfStem(word));

    [Theory]
    [InlineData("import", "important")]
    [InlineData("police", "policy")]
    [InlineData("new", "news paper")]
    [InlineData("bus", "bu")]
    [InlineData("organ", "organization")]
    public void Different_words_keep_different_stems(string one, string other) =>
        WordKey.OfStem(one).ShouldNotBe(WordKey.OfStem(other));

    [Theory]
    [InlineData("It was Marie Curie who said so.", "Marie Curie")]
    [InlineData("It was found by the National Institutes of Health in Maryland",
        "National Institutes of Health|Maryland")]
    [InlineData("the dog of Ms Ada Lovelace's friend", "Ada Lovelace")]
    [InlineData("Nothing here is a name", "")]
    [InlineData("# Big Plans For The Garden", "")]
    public void A_text_has_these_names(string text, string names) =>
        string.Join('|', new TextFacts(text).Names.ToArray().Select(name => text[name.Start..name.End]))
            .ShouldBe(names);

    [Theory]
    [InlineData("It rose [1].", "1")]
    [InlineData("It rose [2, 3] and fell [1-3].", "2,3|1,2,3")]
    [InlineData("[doc 2] (Source 1) 【4】 [^5]", "2|1|4|5")]
    [InlineData("a[1] = rows[2]", "")]
    [InlineData("see [3](http://x.org) and [x] and [ ]", "")]
    [InlineData("`a [1]` and ```\n[2]\n```", "")]
    [InlineData("in (2020) and [2020] and (see 4)", "")]
    [InlineData("[1]: http://x.org", "")]
    public void A_text_has_these_citations(string text, string numbers) =>
        string.Join('|', new TextFacts(text).Citations.ToArray().Select(marker => string.Join(',', marker.Numbers)))
            .ShouldBe(numbers);
}
