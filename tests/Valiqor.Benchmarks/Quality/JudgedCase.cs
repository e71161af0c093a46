using Valiqor.Analysis.Items;

namespace Valiqor.Benchmarks.Quality;

/// <summary>A labelled case and what the detectors said of it.</summary>
internal sealed record JudgedCase(LabelledCase Labelled, ItemReport Report)
{
    private const int ShownCharacters = 200;

    public bool Failed => Report.Findings.Any(finding => finding.Signal.Decision == Decision.Fail);

    public bool IsRight => Failed == Labelled.ShouldFail;

    public bool IsUnsure => !Failed && Report.Findings.Any(finding => finding.Signal.Decision == Decision.Unsure);

    /// <summary>The engine answers "unsure" without any confidence for a detector that threw.</summary>
    public bool Crashed => Report.Findings.Any(
        finding => finding.Signal is { Decision: Decision.Unsure, Confidence: 0 });

    public override string ToString()
    {
        string expected = Labelled.ShouldFail ? "missed" : "false alarm";
        var said = Report.Findings.Select(finding =>
            $"{finding.Subcategory.Id}={Wire.Name(finding.Signal.Decision)} {finding.Signal.RootCause}");
        return $"{expected} {Labelled.Id} [{Short(Labelled.Group)}] {string.Join("; ", said)}\n"
            + $"    in:  {Short(Labelled.Item.Input)}\n    out: {Short(Labelled.Item.Output)}";
    }

    private static string Short(string text)
    {
        string line = text.ReplaceLineEndings(" ");
        return line.Length <= ShownCharacters ? line : line[..ShownCharacters] + "…";
    }
}
