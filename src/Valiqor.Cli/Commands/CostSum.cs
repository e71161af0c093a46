using System.Globalization;
using Valiqor.Client;

namespace Valiqor.Cli.Commands;

/// <summary>Adds up what batches of one file would cost.</summary>
internal static class CostSum
{
    public static CostEstimate Add(CostEstimate? sum, CostEstimate more)
    {
        if (sum is null)
        {
            return more;
        }

        CostEstimate both = more with
        {
            Items = sum.Items + more.Items,
            ItemsToJudge = sum.ItemsToJudge + more.ItemsToJudge,
            Calls = sum.Calls + more.Calls,
            KeptAnswers = sum.KeptAnswers + more.KeptAnswers,
            PromptTokens = sum.PromptTokens + more.PromptTokens,
            CompletionTokens = sum.CompletionTokens + more.CompletionTokens,
            EstimatedCost = sum.EstimatedCost + more.EstimatedCost,
            IsWithinBudget = sum.IsWithinBudget && more.IsWithinBudget,
            Reason = sum.Reason ?? more.Reason,
        };
        return both.IsWithinBudget && WhyNotEnough(both) is { } whyNot
            ? both with { IsWithinBudget = false, Reason = whyNot }
            : both;
    }

    /// <summary>Each batch may be within a budget that all of them together are not.</summary>
    private static string? WhyNotEnough(CostEstimate sum) =>
        sum.PromptTokens + sum.CompletionTokens > sum.TokensLeft
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"The judge would stop on the way: {sum.TokensLeft:N0} tokens are left.")
        : sum.EstimatedCost > sum.CostLeft
            ? string.Create(
                CultureInfo.InvariantCulture, $"The judge would stop on the way: a run may cost {sum.CostLeft}.")
        : null;
}
