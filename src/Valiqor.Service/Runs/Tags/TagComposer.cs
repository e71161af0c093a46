using System.Text.Json;
using Valiqor.Analysis.Items;
using Valiqor.Analysis.Items.Taxonomy;
using Valiqor.Analysis.Scoring;
using Valiqor.Client;
using Valiqor.Service.Runs.Slices;

namespace Valiqor.Service.Runs.Tags;

/// <summary>
/// Makes the wire's tags from what is stored: item-level rows or codes, and the run's frequency weights.
/// </summary>
internal sealed class TagComposer(FailureTaxonomy taxonomy, RunRow run)
{
    private readonly SortedDictionary<string, double> _weights = run.FrequencyWeights is { } json
        ? JsonSerializer.Deserialize(json, RunJson.Default.SortedDictionaryStringDouble)!
        : [];

    public FailureTag Compose(TagRow row)
    {
        Subcategory subcategory = taxonomy[row.SubcategoryId];
        Decision decision = Wire.TryParse(row.Decision, out Decision parsed) ? parsed : Decision.Unsure;
        double weight = WeightOf(subcategory.Id);
        double severity = Score.SeverityOf(subcategory, decision, row.SecurityOverride is not null, weight);
        return Tag(row.ItemIndex, subcategory, decision, severity, row.Confidence) with
        {
            DetectorTypeUsed = DetectorType(row.DeterministicWeight > 0, row.JudgeWeight > 0),
            ScoringBreakdown = Breakdown(subcategory, severity, row.Confidence, weight) with
            {
                DeterministicWeight = row.DeterministicWeight,
                JudgeWeight = row.JudgeWeight ?? 0,
                SecurityWeight = row.SecurityWeight ?? 0,
                MetricAgreementBonus = row.MetricAgreementBonus ?? 0,
                DisagreementPenalty = row.DisagreementPenalty ?? 0,
                SecurityOverride = row.SecurityOverride,
            },
            JudgeRationale = row.JudgeRationale,
            JudgeDecision = row.JudgeDecision,
            JudgeModel = row.JudgeModel,
            JudgePromptVersion = row.JudgePromptVersion,
            EvidenceItems = row.Evidence is { } evidence
                ? JsonSerializer.Deserialize(evidence, RunJson.Default.EvidenceItemArray)!
                : [],
            EvalMetricValues = row.MetricValues is { } values
                ? JsonSerializer.Deserialize(values, RunJson.Default.SortedDictionaryStringDouble)
                : null,
            RootCause = row.RootCause,
            SuggestedFix = row.SuggestedFix,
            PipelineStage = row.Stage,
            IsReviewed = row.IsReviewed ?? false,
            ReviewedAt = row.ReviewedAt,
            ReviewedDecision = row.ReviewedDecision,
            IssueUrl = row.IssueUrl,
        };
    }

    /// <param name="pass">As <see cref="ItemResult"/> keeps it.</param>
    /// <param name="values">The item's metrics.</param>
    public FailureTag ComposePass(
        int itemIndex,
        string subcategoryId,
        PassCode pass,
        IReadOnlyDictionary<string, double> values)
    {
        Subcategory subcategory = taxonomy[subcategoryId];
        double confidence = ItemResult.ConfidenceOf(pass.Confidence);
        bool judged = pass.Decider != ItemResult.ByRule;
        return Tag(itemIndex, subcategory, Decision.Pass, 0, confidence) with
        {
            DetectorTypeUsed = DetectorType(pass.Decider != ItemResult.ByJudge, judged),
            ScoringBreakdown = Breakdown(subcategory, 0, confidence, WeightOf(subcategoryId)) with
            {
                // Of both, only the sum is kept for a pass.
                DeterministicWeight = judged ? 0 : confidence,
                JudgeWeight = judged ? confidence : 0,
            },
            JudgeDecision = judged ? Wire.Name(Decision.Pass) : null,
            JudgeModel = judged ? run.JudgeModel : null,
            JudgePromptVersion = judged ? run.JudgePromptVersion : null,
            EvalMetricValues = SliceFileHeader.RelatedTo(subcategory, values),
            PipelineStage = Wire.Name(subcategory.PipelineStage),
        };
    }

    private static string DetectorType(bool byRule, bool byJudge) => Wire.Name(
        byJudge ? byRule ? Detection.Hybrid : Detection.LlmJudge : Detection.Deterministic);

    private double WeightOf(string subcategoryId) => _weights.GetValueOrDefault(subcategoryId, 1);

    private FailureTag Tag(
        int item,
        Subcategory subcategory,
        Decision decision,
        double severity,
        double confidence) => new()
    {
        TagId = TagIds.Of(run.RowKey, item, subcategory.Id),
        BucketId = subcategory.Bucket,
        BucketName = taxonomy.FindBucket(subcategory.Bucket)!.Name,
        SubcategoryId = subcategory.Id,
        SubcategoryName = subcategory.Name,
        Decision = Wire.Name(decision),
        Severity = severity,
        Confidence = confidence,
        DetectorTypeUsed = Wire.Name(Detection.Deterministic),
        ScoringBreakdown = Breakdown(subcategory, severity, confidence, 1),
        ItemIndex = item,
    };

    private static ScoringBreakdown Breakdown(
        Subcategory subcategory,
        double severity,
        double confidence,
        double weight) =>
        new()
        {
            Impact = subcategory.Impact,
            Risk = Score.RiskFactor(subcategory.Risk),
            FinalSeverity = severity,
            FinalConfidence = confidence,
            FrequencyWeight = weight,
        };
}

/// <summary>A tag's id tells where it lies: <c>{run id}.{item index}.{subcategory id}</c>.</summary>
internal static class TagIds
{
    public static string Of(string runId, int itemIndex, string subcategoryId) =>
        $"{runId}.{itemIndex}.{subcategoryId}";

    /// <summary>The run's id and the place in the run; null for what is no tag's id.</summary>
    public static (string RunId, TagPlace Place)? Parse(string tagId)
    {
        int dot = tagId.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 && TagPlace.Parse(tagId[(dot + 1)..]) is { } place
            && Of(tagId[..dot], place.ItemIndex, place.SubcategoryId) == tagId
                ? (tagId[..dot], place)
                : null;
    }
}
