using Valiqor.Analysis.Facts;
using Valiqor.Analysis.Items;

namespace Valiqor.Analysis.Rules.RetrievalFailures;

/// <summary>Finds retrievals whose passages share nothing that matters with the question.</summary>
internal sealed class IrrelevantRetrieval : IRule
{
    /// <summary>Less than this of a question's weight, and the passages speak of something else.</summary>
    private const float NearQuestion = 0.34f;

    /// <summary>The same for a conversation, whose nearness is a sum of three shares.</summary>
    private const float NearConversation = 0.75f;

    /// <summary>What an answer that draws on the passages adds: they had something to say to the question.</summary>
    private const float AnswerFromPassages = 0.4f;
    private const float AnswerShare = 0.4f;
    private const float AnswerMostlyFromPassages = 0.6f;
    private const float MostlyShare = 0.6f;
    private const int ShortestAnswer = 6;

    public string Subcategory => "irrelevant_retrieval";

    public Signal Inspect(ItemFacts facts)
    {
        if (facts.Find<QuestionMatch>() is not { } match)
        {
            return Signal.NotApplicable;
        }

        if (!match.SameLanguage)
        {
            return Signal.Unsure(
                0.3,
                "The question and the passages are in different languages, so that their words cannot be compared.");
        }

        QuestionTerms question = match.Terms;
        float drawn = match.AnswerWords < ShortestAnswer || match.AnswerShare < AnswerShare ? 0
            : match.AnswerShare < MostlyShare ? AnswerFromPassages : AnswerMostlyFromPassages;
        float near = question.Nearness(match.PassageWords) + drawn;
        float least = question.IsConversation ? NearConversation : NearQuestion;
        if (near >= least)
        {
            return Signal.Pass(near >= 1.5f * least ? 0.9 : 0.7);
        }

        string words = string.Join(", ",
            question.Heaviest(3).Select(term => $"\"{facts.Input.Text[term.Start..term.End]}\""));
        string cause = $"The passages do not concern the question: they have hardly any of its words, such as {words}.";
        string fix = $"Check how the query for {words} is built and embedded, the index it goes to and its filters, "
            + "and set a lowest similarity score below which no passage is used.";
        return Signal.Fail(
            near <= least / 2 ? 0.9 : 0.75,
            cause,
            fix,
            [.. question.Heaviest(3).Select(term => Evidence.InInput(
                term.Start, term.End, "term_not_retrieved", "None of the passages has this word of the question.")),
            Evidence.InContext(0, 0, facts.Item.Context[0].Length, "passage_off_topic",
                "This passage speaks of something else.")])
            with
        { Stage = PipelineStage.Retrieval };
    }
}
