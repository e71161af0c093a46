namespace Valiqor.Analysis.Rules.HallucinationGrounding;

/// <summary>A detail of the output that no source has.</summary>
/// <param name="Kind">What it is, in words: "link".</param>
/// <param name="Why">A sentence that says what is wrong with it.</param>
internal readonly record struct MadeUpDetail(
    int Start, int End, string Rule, string Kind, string Why, double Confidence)
{
    /// <summary>Too likely to be right for another reason: it is told, and not held against the output.</summary>
    public bool Doubtful { get; init; }
}
