using System.Globalization;
using Valiqor.Client;

namespace Valiqor.Cli.Rendering;

/// <summary>How far decisions agree with reviewers', and what to do about it.</summary>
internal static class CalibrationReport
{
    /// <summary>Of fewer tags no number means much.</summary>
    private const int EnoughTags = 20;

    /// <summary>Below this, which Landis and Koch call fair at most, decisions are not to be relied on.</summary>
    private const double LowKappa = 0.4;

    public static Report Of(Calibration calibration)
    {
        var report = new Report();
        string window = InsightsReport.Window(calibration.ProjectName, calibration.Days);
        if (calibration.Overall is not { } overall)
        {
            return report
                .Line($"No tags with a reviewer's decision in {ReportText.Count(calibration.Runs, "run")} {window}.")
                .Hint("Decide some: valiqor review RUN.ITEM.FAILURE --decision pass");
        }

        RaterAgreement side = overall.Judge ?? overall.Final;
        report.Line(
            $"{(overall.Judge is null ? "The service agrees" : "The judge agrees")} with reviewers on "
            + $"{InsightsReport.Percent(side.ObservedAgreement)} of {Tags(side.Tags)} {window}; "
            + $"{KappaSentence(side)}.",
            Tone.Heading);
        if (overall.Judge is not null)
        {
            report.Line(
                $"What was decided in the end agrees on {InsightsReport.Percent(overall.Final.ObservedAgreement)} of "
                + $"{Tags(overall.Final.Tags)}; {KappaSentence(overall.Final)}.");
        }

        if (Confidences(side) is { } confidences)
        {
            report.Line(confidences, Tone.Dim);
        }

        if (calibration.IsCut)
        {
            report.Line(
                $"Only the newest {ReportText.Count(calibration.Runs, "run")} and "
                + $"{Tags(calibration.ReviewedTags)} were looked at; fewer --days leave none out.",
                Tone.Doubtful);
        }

        report.Heading("By failure").Table(Table(calibration));
        foreach (string advice in AdviceOn(calibration))
        {
            report.Line(advice, Tone.Doubtful);
        }

        return report;
    }

    private static TableView Table(Calibration calibration)
    {
        bool several = calibration.Judges.Count > 1;
        var table = new TableView(
            new Column("Failure"),
            new Column("Decided by") { FromWidth = several ? 0 : 100 },
            new Column("Tags") { IsNumber = true },
            new Column("Agrees") { IsNumber = true },
            new Column("Kappa") { IsNumber = true },
            new Column("Interval") { IsWhole = true, FromWidth = 100 },
            new Column("Strength"),
            new Column("Reviewer fails") { IsNumber = true, FromWidth = 100 },
            new Column("It fails") { IsNumber = true, FromWidth = 100 });
        foreach (CalibrationRow row in calibration.Judges.Where(_ => several).Concat(calibration.Subcategories))
        {
            RaterAgreement side = row.Judge ?? row.Final;
            table.Add(
                new Cell(row.SubcategoryName ?? "All") { Exact = row.SubcategoryId ?? "all" },
                DecidedBy(row),
                Count(side.Tags),
                new Cell(InsightsReport.Percent(side.ObservedAgreement)) { Exact = Exact(side.ObservedAgreement) },
                new Cell(side.Kappa is { } kappa ? Kappa(kappa) : "-", ToneOf(side)) { Exact = Exact(side.Kappa) },
                new Cell(Interval(side) ?? "-")
                {
                    Exact = side.KappaLow is null ? "" : $"{Exact(side.KappaLow)} to {Exact(side.KappaHigh)}",
                },
                new Cell(Strength(side) ?? "-", ToneOf(side)) { Exact = Strength(side) ?? "" },
                Count(side.Confusion.Sum(said => said.Value["fail"])),
                Count(side.Confusion["fail"].Values.Sum()));
        }

        return table;
    }

    /// <summary>One sentence for each thing to do, with the failures that it is about.</summary>
    private static IEnumerable<string> AdviceOn(Calibration calibration)
    {
        (string Name, RaterAgreement Side, bool IsJudge)[] rows =
        [
            .. from row in calibration.Subcategories
               select (row.SubcategoryName ?? "", row.Judge ?? row.Final, row.Judge is not null),
        ];
        string[] few = [.. rows.Where(row => row.Side.Tags < EnoughTags).Select(row => row.Name).Distinct()];
        if (few.Length > 0)
        {
            yield return $"Fewer than {EnoughTags} tags say little: review more of {Names(few)}, passes among them.";
        }

        foreach (bool isJudge in (bool[])[true, false])
        {
            string[] low =
            [
                .. rows.Where(row => row.IsJudge == isJudge && row.Side.Tags >= EnoughTags && IsLow(row.Side))
                    .Select(row => row.Name)
                    .Distinct(),
            ];
            if (low.Length > 0)
            {
                yield return isJudge
                    ? $"The judge is not to be relied on for {Names(low)}: try another model."
                    : $"The rules are not to be relied on for {Names(low)}: get a second opinion from a judge model, "
                        + "with a higher Valiqor__Judge__SettledConfidence where there is one already.";
            }
        }
    }

    private static string KappaSentence(RaterAgreement side) => side.Kappa is not { } kappa
        ? "kappa is open, for all said the same"
        : $"kappa {Kappa(kappa)}{(Interval(side) is { } interval ? $" ({interval})" : "")}, {Strength(side)}";

    private static string? Confidences(RaterAgreement side) =>
        side is { ConfidenceWhenRight: { } right, ConfidenceWhenWrong: { } wrong }
            ? $"Its confidence is {ReportText.Confidence(right)} where right, "
                + $"{ReportText.Confidence(wrong)} where wrong."
            : null;

    private static string DecidedBy(CalibrationRow row) => row switch
    {
        { Judge: null } => "service",
        { JudgeModel: { Length: > 0 } model } => $"{model} {row.JudgePromptVersion}".TrimEnd(),
        _ => "judge",
    };

    private static string Names(IEnumerable<string> names)
    {
        const int Named = 3;
        string[] all = [.. names];
        string some = string.Join(", ", all.Take(Named));
        return all.Length > Named ? $"{some} and {all.Length - Named} more" : some;
    }

    private static string? Strength(RaterAgreement side) => side.Strength?.Replace('_', ' ');

    private static string? Interval(RaterAgreement side) => side is { KappaLow: { } low, KappaHigh: { } high }
        ? $"{Kappa(low)} to {Kappa(high)}"
        : null;

    private static bool IsLow(RaterAgreement side) => side.Kappa <= LowKappa;

    private static Tone ToneOf(RaterAgreement side) =>
        side.Kappa is null || side.Tags < EnoughTags ? Tone.Dim : IsLow(side) ? Tone.Bad : Tone.Plain;

    private static string Tags(long tags) => $"{tags.ToString("N0", CultureInfo.InvariantCulture)} "
        + (tags == 1 ? "reviewed tag" : "reviewed tags");

    private static Cell Count(long count) => new(count.ToString("N0", CultureInfo.InvariantCulture))
    {
        Exact = count.ToString(CultureInfo.InvariantCulture),
    };

    private static string Kappa(double kappa) => kappa.ToString("0.00", CultureInfo.InvariantCulture);

    private static string Exact(double? value) => value?.ToString("0.####", CultureInfo.InvariantCulture) ?? "";
}
