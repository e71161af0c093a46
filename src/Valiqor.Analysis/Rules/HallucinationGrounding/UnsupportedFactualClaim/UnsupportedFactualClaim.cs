using System.Collections.Immutable;
using Valiqor.Analysis.Facts;
using Valiqor.Analysis.Items;

namespace Valiqor.Analysis.Rules.HallucinationGrounding;

/// <summary>Finds sums that do not come out, and numbers, dates and names that the grounds do not have.</summary>
internal sealed class UnsupportedFactualClaim : IRule
{
    private const double PassConfidence = 0.6;

    public string Subcategory => "unsupported_factual_claim";

    public Signal Inspect(ItemFacts facts)
    {
        ImmutableArray<WrongArithmetic> sums = ArithmeticReader.FindWrong(facts);
        if (!sums.IsEmpty)
        {
            return Report(sums);
        }

        Grounds? grounds = facts.Find<Grounds>();
        if (facts.Output.Claims.IsEmpty || grounds is null)
        {
            return ArithmeticReader.HasArithmetic(facts.Output) ? Signal.Pass(0.9) : Signal.NotApplicable;
        }

        ImmutableArray<UnsupportedDetail> details = DetailChecker.Find(facts.Output, grounds);
        return details.IsEmpty ? Signal.Pass(PassConfidence) : Report(facts, details);
    }

    private static Signal Report(ImmutableArray<WrongArithmetic> sums)
    {
        WrongArithmetic first = sums[0];
        string cause = $"The output says that {first.Expression} is {first.Stated}, but it is {first.Actual}.";
        string fix = $"Correct {first.Stated} to {first.Actual}, and give the model a calculator tool for arithmetic "
            + "instead of letting it state results from memory.";
        return Signal.Fail(0.97, cause, fix, [.. sums.Select(sum => Evidence.InOutput(
            sum.Start, sum.End, "wrong_arithmetic", $"{sum.Expression} is {sum.Actual}, not {sum.Stated}."))]) with
        {
            Stage = PipelineStage.LlmCall,
        };
    }

    private static Signal Report(ItemFacts facts, ImmutableArray<UnsupportedDetail> details)
    {
        string words = string.Join(", ", details.Take(3).Select(detail => $"\"{detail.TextIn(facts.Output.Text)}\""));
        string where = facts.Find<Grounds>()!.InInput ? "the document in the input" : "the context";
        string cause = $"The output states {words}, which neither {where} nor the rest of the input supports.";
        string fix = $"Tell the model to take numbers, dates and names from {where} alone and to leave out what is not "
            + $"there; check {words} against the source, or retrieve a passage that has it.";
        return Signal.Fail(details.Max(detail => detail.Confidence), cause, fix, [.. details.Select(detail =>
            Evidence.InOutput(
                detail.Start,
                detail.End,
                detail.Rule,
                $"\"{detail.TextIn(facts.Output.Text)}\" appears nowhere in {where}.") with
            {
                Confidence = detail.Confidence,
            })]);
    }
}
