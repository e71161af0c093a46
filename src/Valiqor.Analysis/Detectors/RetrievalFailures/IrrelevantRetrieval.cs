using Valiqor.Analysis.Text;

namespace Valiqor.Analysis.Detectors.RetrievalFailures;

/// <summary>Finds retrievals whose passages share nothing that matters with the question.</summary>
public sealed class IrrelevantRetrieval : IRule
{
    /// <summary>The share of the question's weight that passages of its topic have at the least.</summary>
    private const float FewestShared = 0.34f;

    /// <summary>Passages that have next to nothing are surely of another topic.</summary>
    private const float Nothing = 0.15f;

    public string Subcategory => "irrelevant_retrieval";

    public Signal Inspect(ItemFacts facts)
    {
        if (facts.Item.Context.All(string.IsNullOrWhiteSpace))
        {
            return Signal.NotApplicable;
        }

        QuestionTerms question = QuestionTerms.Read(facts.Input);
        if (question.IsEmpty)
        {
            return Signal.NotApplicable;
        }

        if (!LanguageGuess.MayBeSame(facts.Input, facts.Context))
        {
            return Signal.Unsure(
                0.3, "The question and the passages are in different languages, so that their words cannot be compared.");
        }

        float shared = question.ShareIn(facts.Context);
        if (shared >= FewestShared)
        {
            return Signal.Pass(shared >= 0.6f ? 0.9 : 0.7);
        }

        string words = string.Join(", ", question.Heaviest(3).Select(term => $"\"{facts.Input.Text[term.Start..term.End]}\""));
        string cause = $"The passages do not concern the question: they have hardly any of its words, such as {words}.";
        string fix = $"Check how the query for {words} is built and embedded, the index it goes to and its filters, and set "
            + "a lowest similarity score below which no passage is used.";
        return Signal.Fail(
            shared <= Nothing ? 0.9 : 0.75,
            cause,
            fix,
            [.. question.Heaviest(3).Select(term => Evidence.InInput(
                term.Start, term.End, "term_not_retrieved", "None of the passages has this word of the question.")),
            Evidence.InContext(0, 0, facts.Item.Context[0].Length, "passage_off_topic", "This passage speaks of something else.")])
            with
        { Stage = PipelineStage.Retrieval };
    }
}
