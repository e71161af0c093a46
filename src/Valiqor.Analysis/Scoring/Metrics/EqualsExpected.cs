using Valiqor.Analysis.Facts;
using Valiqor.Analysis.Items;

namespace Valiqor.Analysis.Scoring.Metrics;

/// <summary>
/// <c>equals</c>: 1 where output and <c>expected</c> are the same but for case and white space, else 0.
/// </summary>
internal sealed class EqualsExpected : IMetric
{
    public string Id => "equals";

    public bool OnlyWhenNamed => false;

    public Measurement Measure(ItemFacts facts) => facts.Find<ComparedTexts>() is { } texts
        ? Measurement.Of(texts.Output == texts.Expected)
        : Measurement.None(NotMeasured.NoExpected);
}
