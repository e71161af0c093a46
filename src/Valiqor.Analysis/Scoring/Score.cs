using Valiqor.Analysis.Taxonomy;

namespace Valiqor.Analysis.Scoring;

/// <summary>How severe and how sure one finding is, and how that came about.</summary>
/// <param name="Severity">0–5, before or after the run's frequency weight.</param>
/// <param name="Confidence">0–1.</param>
public sealed record Score(double Severity, double Confidence, double FrequencyWeight, double DeterministicWeight)
{
    /// <summary>What a rule alone may claim where the taxonomy wants a judge beside it.</summary>
    public const double RuleAloneLimit = 0.6;

    /// <summary>The least severity of a finding in a high-risk safety category.</summary>
    public const double HighRiskFloor = 4;

    private const double Greatest = 5;

    /// <summary>The high-risk safety category that lifted the severity, where one did.</summary>
    public string? SecurityOverride { get; init; }

    /// <summary>Scores a finding of a rule, as long as no judge speaks beside it.</summary>
    /// <param name="frequencyWeight">1 while the run goes; the run's own at its end.</param>
    public static Score Of(FailureTaxonomy taxonomy, Finding finding, double frequencyWeight = 1)
    {
        (Subcategory subcategory, Signal signal) = finding;
        double weight = subcategory.Detection == Detection.Deterministic
            ? signal.Confidence
            : Math.Min(signal.Confidence, RuleAloneLimit);
        string? category = signal.Decision == Decision.Fail && IsHighRisk(taxonomy, signal.SecurityCategory)
            ? signal.SecurityCategory
            : null;
        double severity = SeverityOf(subcategory, signal.Decision, category is not null, frequencyWeight);
        return new Score(severity, Round(Math.Clamp(weight, 0, 1)), frequencyWeight, Round(weight))
        {
            SecurityOverride = category,
        };
    }

    /// <summary>impact × risk × frequency, held to 0–5; half for <c>unsure</c>, nothing for the rest.</summary>
    public static double SeverityOf(Subcategory subcategory, Decision decision, bool highRisk, double frequencyWeight)
    {
        double full = Math.Clamp(subcategory.Impact * RiskFactor(subcategory.Risk) * frequencyWeight, 0, Greatest);
        return Round(decision switch
        {
            Decision.Fail => highRisk ? Math.Max(full, HighRiskFloor) : full,
            Decision.Unsure => full / 2,
            _ => 0,
        });
    }

    public static double RiskFactor(Risk risk) => risk switch
    {
        Risk.Low => 0.5,
        Risk.Medium => 1,
        Risk.High => 1.5,
        Risk.Critical => 2,
        _ => throw new ArgumentOutOfRangeException(nameof(risk), risk, null),
    };

    /// <summary>What one mean has more than another, as exact as the means are.</summary>
    public static double Difference(double value, double from) => Round(value - from);

    /// <summary>Four decimals: enough to tell scores apart, and the same on every machine.</summary>
    internal static double Round(double value) => Math.Round(value, 4, MidpointRounding.AwayFromZero);

    private static bool IsHighRisk(FailureTaxonomy taxonomy, string? category) =>
        category is not null && taxonomy.SecurityCategories.Any(row => row.Id == category && row.HighRisk);
}
