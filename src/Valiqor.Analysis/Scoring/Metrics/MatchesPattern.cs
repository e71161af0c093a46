using System.Text.RegularExpressions;
using Valiqor.Analysis.Facts;
using Valiqor.Analysis.Items;
using Valiqor.Text.Patterns;

namespace Valiqor.Analysis.Scoring.Metrics;

/// <summary>
/// <c>regex_match</c>: 1 where the regular expression in <c>expected</c> matches somewhere in the output, else 0. Both
/// are taken as they are; <c>^…$</c> asks for the whole output, <c>(?i)</c> for any case.
/// </summary>
/// <remarks>
/// An expected answer is seldom a pattern, so it is read as one only on request. The pattern is anybody's, so it runs
/// on the engine that does not backtrack, which refuses patterns of more than 10,000 states.
/// </remarks>
internal sealed class MatchesPattern : IMetric
{
    private const int LongestPattern = 10_000;

    /// <summary>Linear in the output, but with up to 10,000 states a step where a pattern is made to be slow.</summary>
    private const int LongestOutput = 100_000;

    public string Id => "regex_match";

    public bool OnlyWhenNamed => true;

    public Measurement Measure(ItemFacts facts)
    {
        string? pattern = facts.Item.Expected;
        if (string.IsNullOrWhiteSpace(pattern))
        {
            return Measurement.None(NotMeasured.NoExpected);
        }

        if (pattern.Length > LongestPattern)
        {
            return Measurement.None(NotMeasured.UnsupportedPattern);
        }

        try
        {
            return Pattern.Foreign(pattern) is not { } search ? Measurement.None(NotMeasured.UnsupportedPattern)
                : facts.Item.Output.Length > LongestOutput ? Measurement.None(NotMeasured.TextsTooLong)
                : Measurement.Of(search.IsMatch(facts.Item.Output));
        }
        catch (RegexParseException)
        {
            return Measurement.None(NotMeasured.InvalidPattern);
        }
    }
}
