namespace Valiqor.Benchmarks.Quality;

/// <summary>How right the detectors were on the cases of one file; <c>fail</c> is the positive class.</summary>
internal sealed class QualityFigures
{
    private readonly int _truePositives;
    private readonly int _falsePositives;
    private readonly int _falseNegatives;
    private readonly int _trueNegatives;

    public QualityFigures(IReadOnlyCollection<JudgedCase> cases, TimeSpan elapsed)
    {
        Count = cases.Count;
        _truePositives = cases.Count(row => row.Labelled.ShouldFail && row.Failed);
        _falsePositives = cases.Count(row => !row.Labelled.ShouldFail && row.Failed);
        _falseNegatives = cases.Count(row => row.Labelled.ShouldFail && !row.Failed);
        _trueNegatives = cases.Count(row => !row.Labelled.ShouldFail && !row.Failed);
        UnsureShare = Share(cases.Count(row => row.IsUnsure), Count);
        Crashed = cases.Count(row => row.Crashed);
        ItemsPerSecond = elapsed > TimeSpan.Zero ? Count / elapsed.TotalSeconds : 0;
        Wrong = [.. cases.Where(row => !row.IsRight)];
    }

    public int Count { get; }

    public int Crashed { get; }

    public double UnsureShare { get; }

    public double ItemsPerSecond { get; }

    public IReadOnlyList<JudgedCase> Wrong { get; }

    public double Accuracy => Share(_truePositives + _trueNegatives, Count);

    public double Precision => Share(_truePositives, _truePositives + _falsePositives);

    public double Recall => Share(_truePositives, _truePositives + _falseNegatives);

    public double F1 => Share(2 * _truePositives, (2 * _truePositives) + _falsePositives + _falseNegatives);

    /// <summary>The mean of recall on failing and on passing cases: 0.5 is chance, whatever the mix.</summary>
    public double BalancedAccuracy => (Recall + Share(_trueNegatives, _trueNegatives + _falsePositives)) / 2;

    /// <summary>0 where there is nothing to take a share of.</summary>
    private static double Share(int part, int whole) => whole == 0 ? 0 : (double)part / whole;
}
