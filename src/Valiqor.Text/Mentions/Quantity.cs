namespace Valiqor.Text.Mentions;

/// <summary>
/// A number that a text states, with its magnitude worked in: "1.5 million" and "1,500,000" are equal.
/// </summary>
/// <param name="Step">The worth of one unit of the last digit given: 0.1 for "2.5", 100,000 for "1.5 million".</param>
/// <param name="Unit">The stem of the noun that is counted, 0 where none follows.</param>
public readonly record struct Quantity(
    int Start,
    int End,
    double Value,
    double Step,
    QuantityKind Kind,
    int FirstToken,
    int EndToken,
    ulong Unit)
{
    /// <summary>Written in words: "twelve".</summary>
    public bool Spelled { get; init; }

    /// <summary>"About", "nearly", "over": the text itself says that the number is not exact.</summary>
    public bool Approximate { get; init; }

    /// <summary>Equal but for the error of binary fractions.</summary>
    public bool Equals(double value) => Math.Abs(Value - value) <= 1e-9 * Math.Max(Math.Abs(Value), Math.Abs(value));
}

public enum QuantityKind
{
    Plain,
    Percent,
    Money,
    Ordinal,

    /// <summary>A whole number from 1000 to 2100 that stands alone, as years do.</summary>
    Year,

    /// <summary>10:30, 5 pm.</summary>
    Time,

    /// <summary>Part of a name, a version, an address or a code: GPT-4, 10.0.0.1, §12.</summary>
    Label,

    /// <summary>The number of a list's entry, or of a citation.</summary>
    Marker,
}
