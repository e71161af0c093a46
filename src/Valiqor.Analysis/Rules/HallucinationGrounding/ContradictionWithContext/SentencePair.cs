using Valiqor.Analysis.Facts;
using Valiqor.Text;
using Valiqor.Text.Sentences;
using Valiqor.Text.Words;

namespace Valiqor.Analysis.Rules.HallucinationGrounding;

/// <summary>A claim beside a sentence of the grounds that speaks of the same.</summary>
internal sealed class SentencePair
{
    private const int NeighbourDistance = 4;

    private readonly HashSet<ulong> _claimStems;
    private readonly HashSet<ulong> _sentenceStems;

    public SentencePair(
        TextFacts output, Sentence claim, TextFacts passage, Sentence sentence, PassageMatch match, Grounds grounds)
    {
        Output = output;
        Claim = claim;
        Passage = passage;
        Sentence = sentence;
        Match = match;
        Grounds = grounds;
        _claimStems = new HashSet<ulong>(ClaimTokens.Length);
        _sentenceStems = new HashSet<ulong>(SentenceTokens.Length);
        foreach (Token token in ClaimTokens)
        {
            _claimStems.Add(token.Stem);
        }

        foreach (Token token in SentenceTokens)
        {
            _sentenceStems.Add(token.Stem);
        }
    }

    public TextFacts Output { get; }

    public Sentence Claim { get; }

    public TextFacts Passage { get; }

    public Sentence Sentence { get; }

    public PassageMatch Match { get; }

    public Grounds Grounds { get; }

    public float Coverage => Match.Coverage;

    public ReadOnlySpan<Token> ClaimTokens => Output.TokensOf(Claim);

    public ReadOnlySpan<Token> SentenceTokens => Passage.TokensOf(Sentence);

    /// <summary>Word for word the same: nothing to part over.</summary>
    public bool IsSame
    {
        get
        {
            ReadOnlySpan<Token> other = SentenceTokens;
            int at = 0;
            foreach (Token token in ClaimTokens)
            {
                if (IsCitation(token))
                {
                    continue;
                }

                if (at == other.Length || token.Stem != other[at].Stem)
                {
                    return false;
                }

                at++;
            }

            return at == other.Length;
        }
    }

    public bool ClaimHas(ulong stem) => _claimStems.Contains(stem);

    public bool SentenceHas(ulong stem) => _sentenceStems.Contains(stem);

    /// <summary>
    /// How much of the claim the sentence has when these words, which the two part over, do not count.
    /// </summary>
    public float CoverageWithout(int firstToken, int endToken)
    {
        float total = 0;
        float shared = 0;
        for (int i = Claim.FirstToken; i < Claim.EndToken; i++)
        {
            Token token = Output.Tokens[i];
            if (token.IsContent && (i < firstToken || i >= endToken) && !IsCitation(token))
            {
                float weight = Grounds.Index.Weight(token.Stem);
                total += weight;
                shared += SentenceHas(token.Stem) ? weight : 0;
            }
        }

        return total == 0 ? 0 : shared / total;
    }

    /// <summary>"[1]" names a source and says nothing.</summary>
    private bool IsCitation(Token token) =>
        token.Is(TokenTraits.Number)
        && token.Start > 0 && Output.Text[token.Start - 1] == '['
        && token.End < Output.Text.Length && Output.Text[token.End] == ']';

    /// <summary>How many content words the two share.</summary>
    public int SharedWords()
    {
        int shared = 0;
        foreach (ulong stem in _claimStems)
        {
            shared += _sentenceStems.Contains(stem) && Grounds.Index.Contains(stem) ? 1 : 0;
        }

        return shared;
    }

    /// <summary>A content word close to both, so that two words are said of the same thing.</summary>
    public bool NeighboursMeet(int claimAt, int sentenceAt)
    {
        ReadOnlySpan<Token> claim = ClaimTokens;
        ReadOnlySpan<Token> sentence = SentenceTokens;
        int last = Math.Min(claim.Length - 1, claimAt + NeighbourDistance);
        for (int i = Math.Max(0, claimAt - NeighbourDistance); i <= last; i++)
        {
            if (i == claimAt || !claim[i].IsContent)
            {
                continue;
            }

            int from = Math.Max(0, sentenceAt - NeighbourDistance);
            int to = Math.Min(sentence.Length, sentenceAt + NeighbourDistance + 1);
            foreach (Token other in sentence[from..to])
            {
                if (other.Stem == claim[i].Stem)
                {
                    return true;
                }
            }
        }

        return false;
    }

    public Conflict Between(
        string rule, string difference, double confidence, (int Start, int End) claim, (int Start, int End) sentence) =>
        new(rule, difference, confidence, claim.Start, claim.End, Match.Place.Passage, sentence.Start, sentence.End);
}
