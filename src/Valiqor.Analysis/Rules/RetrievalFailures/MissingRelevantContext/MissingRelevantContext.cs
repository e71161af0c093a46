using System.Collections.Immutable;
using Valiqor.Analysis.Facts;
using Valiqor.Analysis.Items;

namespace Valiqor.Analysis.Rules.RetrievalFailures;

/// <summary>Finds retrievals whose passages say little or nothing of what the question asks.</summary>
internal sealed class MissingRelevantContext : IRule
{
    /// <summary>
    /// With less of the question than this the passages seldom have the answer. Measured on questions of the web with
    /// passages of an encyclopaedia; see docs/quality.md.
    /// </summary>
    private const float LeastCoverage = 0.47f;

    /// <summary>Passages that have every name of the question are about it, whatever else they lack.</summary>
    private const float LeastWithNames = 0.25f;

    private const float HardlyAny = 0.25f;

    /// <summary>Where the answer says that the passages lack it, they need more than this to prove it wrong.</summary>
    private const float DespiteAdmission = 0.6f;

    /// <summary>A sentence with so much of the question may well answer it.</summary>
    private const float AnsweringSentence = 0.75f;

    /// <summary>An answer of so many words, so many of them from the passages, found something there to say.</summary>
    private const int ShortestAnswer = 5;
    private const float DrawnAnswer = 0.5f;

    /// <summary>What is looked at of a passage, to tell a table.</summary>
    private const int Head = 2_000;
    private const int CharactersPerBar = 60;

    public string Subcategory => "missing_relevant_context";

    public Signal Inspect(ItemFacts facts)
    {
        if (facts.Find<QuestionMatch>() is not { IsLong: false } match || AskedAnswer.IsMadeUp(facts.Input))
        {
            return Signal.NotApplicable;
        }

        if (!match.SameLanguage)
        {
            return Signal.Unsure(
                0.3,
                "The question and the passages are in different languages, so that their words cannot be compared.");
        }

        if (match.Admission is { } admission && match.Coverage < DespiteAdmission)
        {
            return Admitted(facts, match, admission);
        }

        if (match.Admission is { } said && match.Nearest.Share < AnsweringSentence)
        {
            return Signal.Unsure(
                0.5,
                "The output says that it lacks the answer: the passages have what is asked, but in no one sentence.",
                Evidence.InOutput(said.Start, said.End, "answer_not_retrieved",
                    "The output itself says that it lacks the answer."));
        }

        bool drawn = match.AnswerWords >= ShortestAnswer && match.AnswerShare >= DrawnAnswer;
        float least = match.HasItsNames ? LeastWithNames : LeastCoverage;
        if (match.Coverage >= least || drawn)
        {
            return Signal.Pass(drawn || match.Coverage >= DespiteAdmission ? 0.8 : 0.6);
        }

        return facts.Item.Context.Any(IsTable)
            ? Signal.Unsure(0.3, "A table or a data record answers questions whose words it does not have.")
            : Uncovered(facts, match);
    }

    /// <summary>Rows with bars, or JSON: what they tell lies in the place of a cell.</summary>
    private static bool IsTable(string passage)
    {
        ReadOnlySpan<char> text = passage.AsSpan(0, Math.Min(Head, passage.Length));
        return text.Count('|') * CharactersPerBar >= text.Length || text.TrimStart() is ['{' or '[', ..];
    }

    private static Signal Admitted(ItemFacts facts, QuestionMatch match, (int Start, int End) admission)
    {
        string said = facts.Item.Output[admission.Start..admission.End];
        return Signal.Fail(
            match.Coverage < LeastCoverage ? 0.85 : 0.65,
            $"The output says \"{said}\", and the passages {Lack(facts, match)}.",
            Fix(facts, match),
            [Evidence.InOutput(admission.Start, admission.End, "answer_not_retrieved",
                "The output itself says that it lacks the answer."), .. MissingWords(match)])
            with
        { Stage = PipelineStage.Retrieval };
    }

    private static Signal Uncovered(ItemFacts facts, QuestionMatch match)
    {
        ImmutableArray<Evidence> evidence = MissingWords(match);
        if (evidence.IsEmpty)
        {
            evidence = [.. match.Terms.Heaviest(2).Select(term => Evidence.InInput(
                term.Start, term.End, "asked_in_passing", "The passages have this word in passing only."))];
        }

        return Signal.Fail(
            match.Coverage < HardlyAny ? 0.85 : 0.65,
            $"The passages are unlikely to have the answer: they {Lack(facts, match)}.",
            Fix(facts, match),
            evidence) with
        {
            Stage = PipelineStage.Retrieval,
        };
    }

    private static string Lack(ItemFacts facts, QuestionMatch match) => match.Missing.IsEmpty
        ? $"speak of {Words(facts, match.Terms.Heaviest(2))} in passing only"
        : $"do not speak of {Words(facts, match.Missing.Take(3))}";

    private static string Fix(ItemFacts facts, QuestionMatch match)
    {
        string words = Words(facts, match.Missing.IsEmpty ? match.Terms.Heaviest(2) : match.Missing.Take(3));
        return $"Look for {words} in the index: where no document has it, add one or let the model say so; where one "
            + "does, retrieve more passages, smaller chunks, or by key words besides embeddings.";
    }

    private static string Words(ItemFacts facts, IEnumerable<QuestionTerms.Term> terms) =>
        string.Join(", ", terms.Select(term => $"\"{facts.Input.Text[term.Start..term.End]}\""));

    private static ImmutableArray<Evidence> MissingWords(QuestionMatch match) =>
        [.. match.Missing.Take(3).Select(term => Evidence.InInput(
            term.Start, term.End, "asked_not_retrieved", "No passage speaks of this word of the question."))];
}
