using System.Text.RegularExpressions;

namespace Valiqor.Analysis.Metrics;

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

    // Linear in the output, but with up to 10,000 states a step; only patterns made to be slow come near.
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(1);

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
            const RegexOptions options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;
            return Measurement.Of(new Regex(pattern, options, TimeLimit).IsMatch(facts.Item.Output));
        }
        catch (RegexParseException)
        {
            return Measurement.None(NotMeasured.InvalidPattern);
        }
        catch (NotSupportedException)
        {
            return Measurement.None(NotMeasured.UnsupportedPattern);
        }
        catch (RegexMatchTimeoutException)
        {
            return Measurement.None(NotMeasured.TooSlow);
        }
    }
}
