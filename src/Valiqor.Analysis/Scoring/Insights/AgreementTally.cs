using System.Collections.Immutable;
using Valiqor.Analysis.Items;

namespace Valiqor.Analysis.Scoring.Insights;

/// <summary>
/// How often one who decides, a judge or the rules, said what of the things that a reviewer has decided too. Merging
/// takes sums of whole numbers only, so order and grouping do not matter.
/// </summary>
public sealed class AgreementTally
{
    /// <summary>Confidences are added up in these, so that no order of adding gives another sum.</summary>
    private const int UnitsPerConfidence = 10_000;

    private static readonly Decision[] Words = [Decision.Fail, Decision.Pass, Decision.Unsure];

    private readonly long[] _cells = new long[Words.Length * Words.Length];
    private Confidences _right;
    private Confidences _wrong;

    private AgreementTally()
    {
    }

    public static AgreementTally Empty { get; } = new();

    /// <summary>What can be decided, in the order of the table's rows and columns.</summary>
    public static ImmutableArray<Decision> Decisions { get; } = [.. Words];

    public long Count => _cells.Sum();

    /// <summary>How many were decided alike.</summary>
    public long Agreements => Words.Sum(word => CountOf(word, word));

    /// <summary>
    /// 0–1: how sure the decider was, on average, where the reviewer agrees; null where nobody knows.
    /// </summary>
    public double? ConfidenceWhenRight => _right.Mean;

    /// <summary>0–1: the same where the reviewer disagrees.</summary>
    public double? ConfidenceWhenWrong => _wrong.Mean;

    /// <param name="decided">
    /// What was decided; that there is nothing to decide counts as a pass: it is no failure.
    /// </param>
    /// <param name="reviewed">What the reviewer decided.</param>
    /// <param name="confidence">0–1: how sure the decider was; null where that is not known.</param>
    public static AgreementTally Of(Decision decided, Decision reviewed, double? confidence = null)
    {
        var tally = new AgreementTally();
        (int row, int column) = (PlaceOf(decided), PlaceOf(reviewed));
        tally._cells[PlaceOf(row, column)] = 1;
        if (confidence is { } sure)
        {
            var units = new Confidences((long)Math.Round(sure * UnitsPerConfidence), 1);
            tally._right = row == column ? units : default;
            tally._wrong = row == column ? default : units;
        }

        return tally;
    }

    public static AgreementTally Sum(IEnumerable<AgreementTally> tallies)
    {
        var sum = new AgreementTally();
        foreach (AgreementTally tally in tallies)
        {
            sum.Add(tally);
        }

        return sum;
    }

    public AgreementTally Merge(AgreementTally other) => Sum([this, other]);

    public long CountOf(Decision decided, Decision reviewed) =>
        _cells[PlaceOf(PlaceOf(decided), PlaceOf(reviewed))];

    /// <summary>How often the decider said so, whatever the reviewer said.</summary>
    public long DecidedCount(Decision decision) => Words.Sum(reviewed => CountOf(decision, reviewed));

    public long ReviewedCount(Decision decision) => Words.Sum(decided => CountOf(decided, decision));

    private static int PlaceOf(Decision decision) => decision switch
    {
        Decision.Fail => 0,
        Decision.Unsure => 2,
        _ => 1,
    };

    private static int PlaceOf(int row, int column) => (row * Words.Length) + column;

    private void Add(AgreementTally other)
    {
        for (int i = 0; i < _cells.Length; i++)
        {
            _cells[i] += other._cells[i];
        }

        _right = _right.Add(other._right);
        _wrong = _wrong.Add(other._wrong);
    }

    private readonly record struct Confidences(long Units, long Count)
    {
        public double? Mean => Count == 0 ? null : (double)Units / UnitsPerConfidence / Count;

        public Confidences Add(Confidences other) => new(Units + other.Units, Count + other.Count);
    }
}
