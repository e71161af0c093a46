using System.Collections.Immutable;
using Valiqor.Analysis.Facts;
using Valiqor.Text;
using Valiqor.Text.Languages;
using Valiqor.Text.Sentences;
using Valiqor.Text.Words;

namespace Valiqor.Analysis.Rules.RetrievalFailures;

/// <summary>A question beside its passages: how far they speak of what it asks. Worked out once for an item.</summary>
/// <remarks>Not thread-safe, as <see cref="ItemFacts"/> is not.</remarks>
internal sealed class QuestionMatch : IFact<QuestionMatch>
{
    /// <summary>A longer input is a document or a list of orders, and its words are not what is looked for.</summary>
    private const int MostTerms = 40;

    /// <summary>The earlier turns say what "it" is, but not what is asked now.</summary>
    private const float EarlierTurn = 0.3f;

    /// <summary>An answer with more words than this besides what it admits has found something.</summary>
    private const int MostBesides = 6;
    private const int LongestAdmission = 40;

    private const float OtherForm = 0.4f;
    private const float Synonym = 0.3f;
    private const int ShortestCommon = 4;
    private const int LongestEnding = 2;

    private readonly ItemFacts _facts;
    private ImmutableArray<QuestionTerms.Term> _missing;
    private float _coverage = -1;
    private (int Words, float Share)? _answer;
    private NearestSentence? _nearest;
    private Tuple<(int Start, int End)?>? _admission;

    private QuestionMatch(ItemFacts facts, QuestionTerms terms)
    {
        _facts = facts;
        Terms = terms;
        SameLanguage = LanguageGuess.MayBeSame(facts.Input, facts.Context);
        PassageWords = QuestionTerms.Count(facts.Context);
    }

    public QuestionTerms Terms { get; }

    /// <summary>False where question and passages are in two languages, so that no word can be compared.</summary>
    public bool SameLanguage { get; }

    /// <summary>See <see cref="QuestionTerms.Count"/>.</summary>
    public Dictionary<ulong, int> PassageWords { get; }

    public bool IsLong => Terms.All.Count > MostTerms && !Terms.IsConversation;

    /// <summary>
    /// How much of what is asked the passages speak of, 0–1. A word counts the more, the more often they have it, with
    /// a saturation as in BM25 (Robertson and Zaragoza, 2009): said once it may be in passing. Another form of the
    /// word or a synonym counts for less.
    /// </summary>
    public float Coverage => _coverage >= 0 ? _coverage : _coverage = Cover();

    /// <summary>The words of the question that the passages have in no form, the most telling first.</summary>
    public ImmutableArray<QuestionTerms.Term> Missing
    {
        get
        {
            _ = Coverage;
            return _missing;
        }
    }

    /// <summary>The question names something, and the passages have each of these names.</summary>
    public bool HasItsNames
    {
        get
        {
            bool any = false;
            foreach ((ulong stem, QuestionTerms.Term term) in Terms.All)
            {
                if (term.IsName && (term.Turns & QuestionTerms.Turns.Last) != 0)
                {
                    any = true;
                    if (!PassageWords.ContainsKey(stem))
                    {
                        return false;
                    }
                }
            }

            return any;
        }
    }

    /// <summary>How many content words the output has, its questions left out.</summary>
    public int AnswerWords => Answer.Words;

    /// <summary>The share of those words that the passages have.</summary>
    public float AnswerShare => Answer.Share;

    /// <summary>
    /// Where the answer admits that it has not found what was asked for, and states hardly anything besides; nothing
    /// where it does not.
    /// </summary>
    public (int Start, int End)? Admission => (_admission ??= Tuple.Create(ReadAdmission())).Item1;

    public NearestSentence Nearest => _nearest ??= NearestSentence.Find(_facts, Terms);

    private (int Words, float Share) Answer => _answer ??= ReadAnswer();

    /// <summary>Nothing where the item has no passages, or its input asks nothing that has a topic.</summary>
    public static QuestionMatch? Read(ItemFacts facts)
    {
        if (facts.Item.Context.All(string.IsNullOrWhiteSpace))
        {
            return null;
        }

        QuestionTerms terms = QuestionTerms.Read(facts.Input);
        return terms.IsEmpty ? null : new QuestionMatch(facts, terms);
    }

    private float Cover()
    {
        float total = 0;
        float covered = 0;
        var missing = ImmutableArray.CreateBuilder<QuestionTerms.Term>();
        foreach ((ulong stem, QuestionTerms.Term term) in Terms.All)
        {
            float weight = (term.Turns & QuestionTerms.Turns.Last) != 0 ? term.Weight
                : (term.Turns & QuestionTerms.Turns.User) != 0 ? term.Weight * EarlierTurn : 0;
            if (weight == 0)
            {
                continue;
            }

            float share = ShareOf(stem, term);
            total += weight;
            covered += weight * share;
            if (share == 0 && (term.Turns & QuestionTerms.Turns.Last) != 0)
            {
                missing.Add(term);
            }
        }

        missing.Sort((one, other) => other.Weight != one.Weight
            ? other.Weight.CompareTo(one.Weight) : one.Start.CompareTo(other.Start));
        _missing = missing.ToImmutable();
        return total == 0 ? 1 : covered / total;
    }

    private float ShareOf(ulong stem, QuestionTerms.Term term)
    {
        if (PassageWords.TryGetValue(stem, out int count))
        {
            float often = Math.Max(1, count);
            return often / (often + 1);
        }

        return HasOtherForm(term) ? OtherForm : WordKin.AnyOf(stem, PassageWords) ? Synonym : 0;
    }

    /// <summary>"Inventor" for "invented": a common beginning and two short endings.</summary>
    private bool HasOtherForm(QuestionTerms.Term term)
    {
        ReadOnlySpan<char> word = _facts.Input.Text.AsSpan(term.Start, term.End - term.Start);
        if (word.Length <= ShortestCommon || !char.IsAsciiLetter(word[0]))
        {
            return false;
        }

        int least = Math.Max(ShortestCommon, word.Length - LongestEnding - 1);
        ReadOnlySpan<char> beginning = word[..least];
        foreach (TextFacts passage in _facts.Context)
        {
            foreach (Token token in passage.Tokens)
            {
                if (token.Length >= least && token.Length <= word.Length + LongestEnding + 1
                    && (passage.Text[token.Start] | 0x20) == (word[0] | 0x20)
                    && passage.Text.AsSpan(token.Start, least).Equals(beginning, StringComparison.OrdinalIgnoreCase))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private (int Start, int End)? ReadAdmission()
    {
        if (AnswerWords > LongestAdmission || AnswerAdmission.Find(_facts.Item.Output) is not { } admission)
        {
            return null;
        }

        int besides = 0;
        foreach (Sentence claim in _facts.Output.Claims)
        {
            bool admitting = admission.Start < claim.End && admission.End > claim.Start;
            foreach (Token token in _facts.Output.TokensOf(claim))
            {
                besides += token.IsContent && !admitting ? 1 : 0;
            }
        }

        return besides <= MostBesides ? admission : null;
    }

    private (int Words, float Share) ReadAnswer()
    {
        int words = 0;
        int shared = 0;
        foreach (Sentence sentence in _facts.Output.Sentences)
        {
            if (sentence.Is(SentenceTraits.Question))
            {
                continue;
            }

            foreach (Token token in _facts.Output.TokensOf(sentence))
            {
                words += token.IsContent ? 1 : 0;
                shared += token.IsContent && PassageWords.ContainsKey(token.Stem) ? 1 : 0;
            }
        }

        return (words, words == 0 ? 0 : (float)shared / words);
    }
}
