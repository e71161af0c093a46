using System.Diagnostics;
using Valiqor.Analysis.Facts;
using Valiqor.Analysis.Items;
using Valiqor.Analysis.Items.Taxonomy;
using Valiqor.Analysis.Scoring.Metrics;

namespace Valiqor.Analysis.Tests.Metrics;

/// <summary>What each metric says, on the texts on which definitions differ.</summary>
public sealed class MetricTests
{
    private static readonly string Megabyte = string.Concat(Enumerable.Repeat("aaaaaaaaaaaaaab ", 64 * 1024));

    [Theory]
    [InlineData("Paris", "Paris", 1, "the same text")]
    [InlineData("paris", "PARIS", 1, "case is folded")]
    [InlineData("  New\n\tYork ", "new york", 1, "white space is one blank, and none at the ends")]
    [InlineData("CAFÉ", "café", 1, "case is folded beyond ASCII")]
    [InlineData("Cafe\u0301", "Caf\u00e9", 0, "characters are compared as they are written")]
    [InlineData("Paris.", "Paris", 0, "punctuation is kept")]
    [InlineData("", "Paris", 0, "an empty output is an answer")]
    [InlineData("naïve", "naive", 0, "accents are kept")]
    public void Equals_is_one_for_the_same_answer(string output, string expected, double value, string why) =>
        Of("equals", output, expected).Value.ShouldBe(value, why);

    [Theory]
    [InlineData("The capital is Canberra.", "Canberra", 1, "in the middle")]
    [InlineData("It is NEW   YORK.", "new york", 1, "case and white space are folded")]
    [InlineData("Canber", "Canberra", 0, "a beginning is not enough")]
    [InlineData("", "x", 0, "nothing contains nothing")]
    [InlineData("日本の首都は東京です。", "東京", 1, "no blanks between words")]
    [InlineData("👩‍👩‍👧 is here", "👧", 1, "characters are code points, not pictures")]
    public void Contains_is_one_where_the_answer_has_what_was_expected(
        string output,
        string expected,
        double value,
        string why) =>
        Of("contains", output, expected).Value.ShouldBe(value, why);

    [Theory]
    [InlineData("kitten", "sitting", 0.5714, "three of seven differ: 1 − 3⁄7")]
    [InlineData("Paris", "paris", 1, "case is folded")]
    [InlineData("", "abc", 0, "nothing of it")]
    [InlineData("abc", "xyz", 0, "all substituted")]
    [InlineData("👍👍", "👍", 0.5, "one of two code points, not two of four units")]
    [InlineData("東京都", "東京", 0.6667, "one of three")]
    [InlineData("ab", "ba", 0, "a transposition is two edits")]
    public void Levenshtein_is_the_share_that_need_not_be_edited(
        string output,
        string expected,
        double value,
        string why) =>
        Of("levenshtein", output, expected).Value.ShouldBe(value, why);

    [Theory]
    [InlineData("Order ID-4711 is sent.", @"ID-\d{4}", 1, "anywhere in the output")]
    [InlineData("Order ID-4711 is sent.", @"^ID-\d{4}$", 0, "anchors hold")]
    [InlineData("yes", "YES", 0, "case is kept")]
    [InlineData("yes", "(?i)YES", 1, "unless the pattern says otherwise")]
    [InlineData("", "^$", 1, "an empty output can be what is wanted")]
    [InlineData("a\nb", "(?m)^b$", 1, "lines")]
    public void Regex_match_is_one_where_the_pattern_is_found(
        string output,
        string pattern,
        double value,
        string why) =>
        Of("regex_match", output, pattern).Value.ShouldBe(value, why);

    [Theory]
    [InlineData("(", NotMeasured.InvalidPattern)]
    [InlineData("[z-a]", NotMeasured.InvalidPattern)]
    [InlineData(@"(a)\1", NotMeasured.UnsupportedPattern)]
    [InlineData("(?<=a)b", NotMeasured.UnsupportedPattern)]
    [InlineData("((a{0,100}){0,100}){0,100}c", NotMeasured.UnsupportedPattern)]
    [InlineData("a{2000000000}", NotMeasured.UnsupportedPattern)]
    public void A_pattern_that_cannot_be_run_is_not_measured_and_says_why(string pattern, NotMeasured why)
    {
        Measurement measured = Of("regex_match", "aaaa", pattern);

        measured.Value.ShouldBeNull();
        measured.Why.ShouldBe(why);
    }

    [Theory]
    [InlineData(@"^(a+)+$")]
    [InlineData(@"(a|aa)+$")]
    [InlineData(@"(.*a){11}$")]
    [InlineData(@"(.{1,300}){1,3}z")]
    public void A_pattern_made_to_be_slow_ends_and_is_not_tried_on_the_longest_outputs(string pattern)
    {
        Of("regex_match", Megabyte[..99_999] + "!", pattern).Value.ShouldNotBeNull();
        Of("regex_match", Megabyte + "!", pattern).Why.ShouldBe(NotMeasured.TextsTooLong);
    }

    [Fact]
    public void Texts_of_a_megabyte_are_compared_or_given_up_at_once()
    {
        string other = string.Concat(Megabyte.Reverse());
        string edited = Megabyte[..500_000] + "XYZ" + Megabyte[500_000..];

        Of("equals", Megabyte, Megabyte).Value.ShouldBe(1);
        Of("contains", Megabyte, edited).Value.ShouldBe(0);
        Of("contains", edited, Megabyte[400_000..500_000] + "xyz").Value.ShouldBe(1);
        Of("levenshtein", Megabyte, Megabyte).Value.ShouldBe(1);
        Of("levenshtein", Megabyte, edited).Value.ShouldBe(1, "three of a million");
        Of("levenshtein", Megabyte, "Canberra").Value!.Value.ShouldBeLessThan(0.001);
        Of("levenshtein", Megabyte, other).Why.ShouldBe(NotMeasured.TextsTooLong);
    }

    [Fact]
    public void A_text_that_repeats_itself_is_searched_in_as_many_steps_as_it_has_characters()
    {
        string text = new('a', 2_000_000);
        string part = new string('a', 500_000) + "b" + new string('a', 500_000);
        long start = Stopwatch.GetTimestamp();

        Of("contains", text, part).Value.ShouldBe(0);
        Of("contains", text + part, part).Value.ShouldBe(1);

        Stopwatch.GetElapsedTime(start).ShouldBeLessThan(TimeSpan.FromSeconds(10));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \n ")]
    public void Without_an_expected_answer_nothing_is_measured(string? expected)
    {
        foreach (IMetric metric in MetricCatalog.All.Where(metric => metric is not
            (ContextPrecisionEstimate or ClaimSupportEstimate)))
        {
            Of(metric.Id, "Paris", expected).ShouldBe(Measurement.None(NotMeasured.NoExpected), metric.Id);
        }
    }

    [Fact]
    public void Every_heuristic_metric_of_the_taxonomy_is_there_and_no_other()
    {
        IEnumerable<string> heuristic = FailureTaxonomy.LoadEmbedded().Metrics
            .Where(metric => metric.Kind == EvalMetricKind.Heuristic)
            .Select(metric => metric.Id);
        IEnumerable<string> classes = typeof(IMetric).Assembly.GetTypes()
            .Where(type => type.IsClass && type.IsAssignableTo(typeof(IMetric)))
            .Select(type => type.Name);

        MetricCatalog.All.Select(metric => metric.Id).ShouldBe(heuristic);
        MetricCatalog.All.Select(metric => metric.GetType().Name).ShouldBe(classes, ignoreOrder: true);
    }

    internal static Measurement Of(string metricId, string output, string? expected)
    {
        var item = new Item { Input = "?", Output = output, Expected = expected };
        return MetricCatalog.All.Single(metric => metric.Id == metricId).Measure(new ItemFacts(item));
    }
}
