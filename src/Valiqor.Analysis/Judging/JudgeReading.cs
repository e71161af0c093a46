using System.Collections.Immutable;
using Valiqor.Analysis.Items;

namespace Valiqor.Analysis.Judging;

/// <summary>What a judge's answer comes to.</summary>
public sealed record JudgeReading
{
    public static JudgeReading Empty { get; } = new();

    /// <summary>A verdict for every criterion asked, by id; missing ones say why.</summary>
    public ImmutableDictionary<string, JudgeVerdict> Verdicts { get; init; } =
        ImmutableDictionary.Create<string, JudgeVerdict>(StringComparer.Ordinal);

    /// <summary>0–1, by id of the metric; those that the judge could not take are left out.</summary>
    public ImmutableDictionary<string, double> Metrics { get; init; } =
        ImmutableDictionary.Create<string, double>(StringComparer.Ordinal);

    /// <summary>What was amiss with the answer, as often as it was.</summary>
    public ImmutableArray<JudgeFault> Faults { get; init; } = [];

    /// <summary>How asking went; null where there was nothing to ask.</summary>
    public ItemJudging? Summary => Verdicts.IsEmpty && Metrics.IsEmpty && Faults.IsEmpty
        ? null
        : new ItemJudging(Metrics.Count > 0 || Verdicts.Values.Any(verdict => !verdict.IsMissing), Faults);

    /// <summary>
    /// True where the answer was whole and every criterion asked was given a verdict: such an answer is worth keeping.
    /// A question of metrics alone has no verdict that could be missing.
    /// </summary>
    public bool IsComplete => Verdicts.Values.All(verdict => !verdict.IsMissing || verdict.WasDoubted)
        && !Faults.Any(fault => fault is JudgeFault.NotJson or JudgeFault.EmptyAnswer or JudgeFault.WrongItemCode
            or JudgeFault.Truncated);

    /// <summary>An answer that never came, or came as nothing that can be read.</summary>
    /// <param name="why">One sentence.</param>
    public static JudgeReading None(JudgeQuestion question, JudgeFault fault, string why) =>
        Of(question, fault, JudgeVerdict.None(why));

    /// <summary>What the judge was not asked at all.</summary>
    /// <param name="why">One sentence.</param>
    public static JudgeReading NotAsked(JudgeQuestion question, JudgeFault fault, string why) =>
        Of(question, fault, JudgeVerdict.NotAsked(why));

    /// <summary>The readings of the parts of a question that was split.</summary>
    public JudgeReading With(JudgeReading other) => new()
    {
        Verdicts = Verdicts.SetItems(other.Verdicts),
        Metrics = Metrics.SetItems(other.Metrics),
        Faults = Faults.AddRange(other.Faults),
    };

    private static JudgeReading Of(JudgeQuestion question, JudgeFault fault, JudgeVerdict verdict) => new()
    {
        Verdicts = question.Criteria.ToImmutableDictionary(id => id, _ => verdict, StringComparer.Ordinal),
        Faults = [fault],
    };
}
