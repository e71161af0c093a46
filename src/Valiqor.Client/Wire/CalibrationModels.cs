namespace Valiqor.Client;

/// <summary>How far decisions agree with what reviewers decided of the same tags.</summary>
public sealed record Calibration
{
    /// <summary>Null: every project together.</summary>
    public string? ProjectName { get; init; }

    /// <summary>1–365.</summary>
    public required int Days { get; init; }

    /// <summary>The runs of the window that were looked through, the newest first.</summary>
    public required int Runs { get; init; }

    /// <summary>The tags among them that are reviewed and have a reviewer's decision.</summary>
    public required int ReviewedTags { get; init; }

    /// <summary>Whether the window has more runs or more of such tags than are looked at.</summary>
    public required bool IsCut { get; init; }

    /// <summary>All subcategories together; absent where nothing is reviewed.</summary>
    public CalibrationRow? Overall { get; init; }

    /// <summary>
    /// All subcategories together, a row for each model and version of its prompt that gave a verdict.
    /// </summary>
    public IReadOnlyList<CalibrationRow> Judges { get; init => field = value ?? []; } = [];

    /// <summary>
    /// By subcategory, those with the most reviewed tags first. Where several models or versions of a prompt judged,
    /// each has a row of its own, and so have the tags without a verdict.
    /// </summary>
    public IReadOnlyList<CalibrationRow> Subcategories { get; init => field = value ?? []; } = [];
}

/// <summary>Some tags, as the judge, the service in the end, and the reviewer decided them.</summary>
public sealed record CalibrationRow
{
    /// <summary>Absent: all subcategories.</summary>
    public string? SubcategoryId { get; init; }

    /// <summary>The name for people.</summary>
    public string? SubcategoryName { get; init; }

    /// <summary>Absent where no judge gave a verdict, and in a row of several.</summary>
    public string? JudgeModel { get; init; }

    /// <summary>The version of the words that the judge was asked with.</summary>
    public string? JudgePromptVersion { get; init; }

    /// <summary>The judge's own verdicts; absent where it gave none on any of the tags.</summary>
    public RaterAgreement? Judge { get; init; }

    /// <summary>What was decided in the end, by rules, by the judge or by both: always there.</summary>
    public required RaterAgreement Final { get; init; }
}

/// <summary>How far the decisions of one side agree with the reviewers'.</summary>
public sealed record RaterAgreement
{
    /// <summary>Tags that both decided.</summary>
    public required long Tags { get; init; }

    /// <summary>0–1: the share that both decided alike.</summary>
    public required double ObservedAgreement { get; init; }

    /// <summary>0–1: the share that both would decide alike by chance, given how often each says what.</summary>
    public required double ExpectedAgreement { get; init; }

    /// <summary>Cohen's kappa, -1 to 1; absent where both gave one and the same decision throughout.</summary>
    public double? Kappa { get; init; }

    /// <summary>The lower end of kappa's 95 % interval; absent where the tags do not tell it.</summary>
    public double? KappaLow { get; init; }

    /// <summary>The upper end of kappa's 95 % interval; absent where the tags do not tell it.</summary>
    public double? KappaHigh { get; init; }

    /// <summary>
    /// Landis and Koch's word: <c>poor</c>, <c>slight</c>, <c>fair</c>, <c>moderate</c>, <c>substantial</c> or
    /// <c>almost_perfect</c>.
    /// </summary>
    public string? Strength { get; init; }

    /// <summary>
    /// How often this side said the first word and the reviewer the second: <c>fail</c>, <c>pass</c>, <c>unsure</c>.
    /// </summary>
    public required IReadOnlyDictionary<string, IReadOnlyDictionary<string, long>> Confusion { get; init; }

    /// <summary>0–1: how sure it was on average where the reviewer agrees; absent where that is not kept.</summary>
    public double? ConfidenceWhenRight { get; init; }

    /// <summary>0–1: how sure it was on average where the reviewer disagrees; absent where that is not kept.</summary>
    public double? ConfidenceWhenWrong { get; init; }
}
