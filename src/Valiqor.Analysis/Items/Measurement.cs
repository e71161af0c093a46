namespace Valiqor.Analysis.Items;

/// <summary>A metric's value for one item, in whole ten-thousandths, or why it has none.</summary>
public readonly record struct Measurement
{
    /// <summary>What 1 is in <see cref="Units"/>: whole numbers add up to the same in any order.</summary>
    public const int Unit = 10_000;

    private Measurement(int? units, NotMeasured why) => (Units, Why) = (units, why);

    /// <summary>0 to <see cref="Unit"/>; null where there is no value.</summary>
    public int? Units { get; }

    /// <summary>Says something only where there is no value.</summary>
    public NotMeasured Why { get; }

    /// <summary>0–1.</summary>
    public double? Value => Units is { } units ? ValueOf(units) : null;

    /// <param name="value">0–1; what lies outside is taken for the nearer end.</param>
    public static Measurement Of(double value) => new(UnitsOf(value), default);

    public static Measurement Of(bool good) => Of(good ? 1 : 0);

    public static Measurement None(NotMeasured why) => new(null, why);

    public static int UnitsOf(double value) =>
        (int)Math.Round(Math.Clamp(value, 0, 1) * Unit, MidpointRounding.AwayFromZero);

    public static double ValueOf(int units) => (double)units / Unit;
}

/// <summary>One metric of one item.</summary>
public readonly record struct MetricReading(string Id, Measurement Measurement);

/// <summary>Why an item has no value of a metric.</summary>
public enum NotMeasured
{
    /// <summary>The item has no <c>expected</c>, or a blank one.</summary>
    NoExpected,

    /// <summary><c>expected</c> is no regular expression.</summary>
    InvalidPattern,

    /// <summary>The pattern needs an engine that backtracks, or more memory than one item may take.</summary>
    UnsupportedPattern,

    /// <summary>The texts are more work than one item may take.</summary>
    TextsTooLong,

    /// <summary>The item has no passages, or no source at all, to set beside the output.</summary>
    NoContext,

    /// <summary>The input asks nothing that has a topic, or is a document of its own.</summary>
    NothingAsked,

    /// <summary>The text states nothing that could be looked up.</summary>
    NoClaims,

    /// <summary>The texts are in different languages, so that words cannot be compared.</summary>
    OtherLanguage,

    /// <summary>The metric failed: a fault of ours.</summary>
    Broken,

    /// <summary>The judge gave no value: nothing to measure, no usable answer, or it was not asked.</summary>
    NotJudged,
}
