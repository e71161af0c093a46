using Valiqor.Analysis.Items;
using Valiqor.Analysis.Scoring.Insights;
using Valiqor.Service.Runs.Tags;

namespace Valiqor.Service.Insights;

/// <summary>A tag that a reviewer has decided too.</summary>
/// <param name="Judge">Who judged it; null where nobody gave a verdict.</param>
/// <param name="Verdict">The judge against the reviewer; nothing where there is no judge.</param>
/// <param name="Final">What was decided in the end against the reviewer.</param>
internal sealed record ReviewedTag(string SubcategoryId, JudgeName? Judge, AgreementTally Verdict, AgreementTally Final)
{
    public static ReviewedTag Of(TagRow row)
    {
        Decision reviewed = Parse(row.ReviewedDecision!);
        return new ReviewedTag(
            row.SubcategoryId,
            row.JudgeDecision is null ? null : new JudgeName(row.JudgeModel ?? "", row.JudgePromptVersion ?? ""),
            row.JudgeDecision is { } verdict
                ? AgreementTally.Of(Parse(verdict), reviewed, row.JudgeConfidence)
                : AgreementTally.Empty,
            AgreementTally.Of(Parse(row.Decision), reviewed, row.Confidence));
    }

    private static Decision Parse(string word) =>
        Wire.TryParse(word, out Decision decision) ? decision : Decision.Unsure;
}

/// <summary>A model, asked with one version of its prompt.</summary>
internal sealed record JudgeName(string Model, string PromptVersion);
