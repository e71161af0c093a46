namespace Valiqor.Analysis.Facts.Instructions;

/// <summary>The counts that an instruction allows.</summary>
/// <param name="Least">Inclusive.</param>
/// <param name="Most">Inclusive; none is no limit.</param>
internal readonly record struct CountBound(int Least, int? Most)
{
    /// <summary>
    /// "About 200 words" and "a 200 word essay" name a size, not a limit: half and twice as much are still that size.
    /// </summary>
    private const double Leeway = 2;

    public static CountBound Exactly(int count) => new(count, count);

    public static CountBound AtLeast(int count) => new(count, null);

    public static CountBound AtMost(int count) => new(0, count);

    public static CountBound About(int count) => new((int)(count / Leeway), (int)Math.Ceiling(count * Leeway))
    {
        IsApproximate = true,
    };

    public bool IsApproximate { get; private init; }

    public bool Allows(int count) => count >= Least && !(count > Most);

    public override string ToString() => (Least, Most) switch
    {
        _ when IsApproximate => $"about {(int)(Least * Leeway)}",
        (var least, null) => $"at least {least}",
        (0, { } most) => $"at most {most}",
        var (least, most) when least == most => $"exactly {least}",
        var (least, most) => $"{least} to {most}",
    };
}
