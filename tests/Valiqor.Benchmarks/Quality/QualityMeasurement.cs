using System.Diagnostics;
using Valiqor.Analysis.Engine;
using Valiqor.Analysis.Items;
using Valiqor.Analysis.Items.Taxonomy;

namespace Valiqor.Benchmarks.Quality;

/// <summary>
/// Puts labelled cases before the detectors that their labels name, through the engine that a run uses.
/// </summary>
internal sealed class QualityMeasurement
{
    private readonly FailureTaxonomy _taxonomy = FailureTaxonomy.LoadEmbedded();
    private readonly Dictionary<(FeatureKind Kind, string AnyOf), DetectorSelection> _selections = [];

    public QualityFigures Measure(IEnumerable<LabelledCase> cases)
    {
        var judged = new List<JudgedCase>();
        var clock = new Stopwatch();
        foreach (LabelledCase labelled in cases)
        {
            DetectorSelection selection = Selection(labelled);
            clock.Start();
            ItemReport report = DetectorEngine.Analyze(labelled.Item, selection, labelled.Kind);
            clock.Stop();
            judged.Add(new JudgedCase(labelled, report));
        }

        return new QualityFigures(judged, clock.Elapsed);
    }

    private DetectorSelection Selection(LabelledCase labelled)
    {
        var key = (labelled.Kind, string.Join(' ', labelled.AnyOf));
        if (!_selections.TryGetValue(key, out DetectorSelection? selection))
        {
            selection = DetectorSelection.Choose(
                _taxonomy,
                DetectorCatalog.All,
                [],
                labelled.Kind,
                new RunScope { Subcategories = [.. labelled.AnyOf] });
            _selections.Add(key, selection);
        }

        return selection;
    }
}
