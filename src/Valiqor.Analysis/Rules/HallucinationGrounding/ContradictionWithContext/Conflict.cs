namespace Valiqor.Analysis.Rules.HallucinationGrounding;

/// <summary>A place of the output and the place of a passage that says otherwise.</summary>
/// <param name="Difference">What kind of difference it is, in words that complete a sentence.</param>
internal sealed record Conflict(
    string Rule,
    string Difference,
    double Confidence,
    int ClaimStart,
    int ClaimEnd,
    int Passage,
    int PassageStart,
    int PassageEnd);
