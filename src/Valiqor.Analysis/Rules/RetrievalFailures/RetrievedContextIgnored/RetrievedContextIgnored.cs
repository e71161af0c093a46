using Valiqor.Analysis.Facts;
using Valiqor.Analysis.Items;
using Valiqor.Text;
using Valiqor.Text.Languages;
using Valiqor.Text.Sentences;

namespace Valiqor.Analysis.Rules.RetrievalFailures;

/// <summary>
/// Finds answers that say the answer is not there, or that share nothing with the passages, where a sentence of the
/// passages has what the question asks.
/// </summary>
internal sealed class RetrievedContextIgnored : IRule
{
    /// <summary>A sentence with so much of the question, in passages with so much of it, mostly answers it.</summary>
    private const float AnsweringSentence = 0.75f;
    private const float AnsweringPassages = 0.5f;

    /// <summary>Fewer words can be another name for what the passages say.</summary>
    private const int ShortestOwnAnswer = 8;
    private const float OwnAnswer = 0.1f;

    public string Subcategory => "retrieved_context_ignored";

    public Signal Inspect(ItemFacts facts)
    {
        if (string.IsNullOrWhiteSpace(facts.Item.Output) || facts.Find<QuestionMatch>() is not { IsLong: false } match
            || AskedAnswer.IsMadeUp(facts.Input))
        {
            return Signal.NotApplicable;
        }

        if (!match.SameLanguage || !LanguageGuess.MayBeSame(facts.Output, facts.Context))
        {
            return Signal.Unsure(
                0.3, "The passages are in another language than the question or the output, and cannot be compared.");
        }

        (int Start, int End)? admission = match.Admission;
        bool own = admission is null && match.AnswerWords >= ShortestOwnAnswer && match.AnswerShare <= OwnAnswer;
        if (admission is null && !own)
        {
            return Signal.Pass(match.AnswerShare >= 0.5f ? 0.8 : 0.6);
        }

        NearestSentence nearest = match.Nearest;
        bool answers = match.Coverage >= AnsweringPassages && nearest.Share >= AnsweringSentence
            && AskedAnswer.MayStandIn(
                facts.Context[nearest.Passage], nearest.Sentence, facts.Input, match.Terms);
        if (!answers)
        {
            return Signal.Pass(0.6);
        }

        // One or two words of topic are found in any sentence about it, whatever is asked.
        return match.Terms.CountOfLast < 2
            ? Signal.Unsure(
                0.3, "The passages speak of the question's topic, but its few words do not tell what is asked.")
            : Report(facts, match, admission ?? FirstOf(facts.Output), admission is not null);
    }

    private static (int Start, int End) FirstOf(TextFacts output)
    {
        Sentence first = output.Claims.IsEmpty ? output.Sentences[0] : output.Claims[0];
        return (first.Start, first.End);
    }

    private static Signal Report(ItemFacts facts, QuestionMatch match, (int Start, int End) said, bool admitted)
    {
        NearestSentence nearest = match.Nearest;
        string words = facts.Item.Output[said.Start..said.End];
        string passage = $"passage {nearest.Passage + 1}";
        string rule = admitted ? "answer_overlooked" : "answer_from_elsewhere";
        return Signal.Fail(
            admitted ? 0.7 : 0.65,
            admitted
                ? $"The output says \"{words}\", but {passage} has a sentence with what the question asks for."
                : $"The output shares hardly a word with the passages, though {passage} has what is asked for.",
            $"Check that {passage} reaches the model's prompt whole and near its end or beginning, and tell the model "
                + "to answer from the passages and to quote the sentence that it uses.",
            Evidence.InOutput(said.Start, said.End, rule, "The passages have an answer that this does not use."),
            Evidence.InContext(nearest.Passage, nearest.Sentence.Start, nearest.Sentence.End, rule,
                "This sentence has the words of the question.")) with
        {
            Stage = PipelineStage.Synthesis,
        };
    }
}
