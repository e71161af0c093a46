using Valiqor.Analysis.Items;
using Valiqor.Analysis.Items.Taxonomy;
using Valiqor.Analysis.Scoring.Insights;
using Valiqor.Client;

namespace Valiqor.Service.Insights;

/// <summary>Makes the wire's calibration from reviewed tags: pure, so that any tags will do.</summary>
internal static class CalibrationComposer
{
    private const int Decimals = 4;

    public static Calibration Compose(FailureTaxonomy taxonomy, IReadOnlyList<ReviewedTag> tags)
    {
        JudgeName[] judges =
        [
            .. tags.Select(tag => tag.Judge).OfType<JudgeName>().Distinct()
                .OrderBy(judge => judge.Model, StringComparer.Ordinal)
                .ThenBy(judge => judge.PromptVersion, StringComparer.Ordinal),
        ];
        JudgeName? only = judges.Length == 1 ? judges[0] : null;
        Dictionary<string, string> names = taxonomy.Subcategories.ToDictionary(row => row.Id, row => row.Name);
        return new Calibration
        {
            Days = 0,
            Runs = 0,
            ReviewedTags = tags.Count,
            IsCut = false,
            Overall = tags.Count == 0 ? null : RowOf(tags, only),
            Judges = [.. judges.Select(judge => RowOf([.. tags.Where(tag => tag.Judge == judge)], judge))],
            Subcategories =
            [
                .. tags
                    .GroupBy(tag => (tag.SubcategoryId, Judge: judges.Length > 1 ? tag.Judge : only))
                    .OrderByDescending(rows => rows.Count())
                    .ThenBy(rows => rows.Key.SubcategoryId, StringComparer.Ordinal)
                    .ThenBy(rows => Array.IndexOf(judges, rows.Key.Judge))
                    .Select(rows => RowOf([.. rows], rows.Key.Judge) with
                    {
                        SubcategoryId = rows.Key.SubcategoryId,
                        SubcategoryName = names.GetValueOrDefault(rows.Key.SubcategoryId, rows.Key.SubcategoryId),
                    }),
            ],
        };
    }

    private static CalibrationRow RowOf(IReadOnlyList<ReviewedTag> tags, JudgeName? judge)
    {
        RaterAgreement? verdicts = AgreementOf(AgreementTally.Sum(tags.Select(tag => tag.Verdict)));
        return new CalibrationRow
        {
            JudgeModel = verdicts is null ? null : judge?.Model,
            JudgePromptVersion = verdicts is null ? null : judge?.PromptVersion,
            Judge = verdicts,
            Final = AgreementOf(AgreementTally.Sum(tags.Select(tag => tag.Final)))!,
        };
    }

    private static RaterAgreement? AgreementOf(AgreementTally tally) => Agreement.Of(tally) is not { } agreement
        ? null
        : new RaterAgreement
        {
            Tags = tally.Count,
            ObservedAgreement = Round(agreement.Observed)!.Value,
            ExpectedAgreement = Round(agreement.Expected)!.Value,
            Kappa = Round(agreement.Kappa),
            KappaLow = Round(agreement.Interval?.Low),
            KappaHigh = Round(agreement.Interval?.High),
            Strength = agreement.Kappa is { } kappa ? Wire.Name(KappaStrengths.Of(kappa)) : null,
            Confusion = AgreementTally.Decisions.ToDictionary(
                Wire.Name,
                IReadOnlyDictionary<string, long> (decided) => AgreementTally.Decisions.ToDictionary(
                    Wire.Name, reviewed => tally.CountOf(decided, reviewed))),
            ConfidenceWhenRight = Round(tally.ConfidenceWhenRight),
            ConfidenceWhenWrong = Round(tally.ConfidenceWhenWrong),
        };

    private static double? Round(double? value) => value is { } number ? Math.Round(number, Decimals) : null;
}
