using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Valiqor.Text;
using Valiqor.Text.Sentences;
using Valiqor.Text.Words;

namespace Valiqor.Analysis.Facts;

/// <summary>
/// An inverted index over the sentences that an answer is to rest on, to find the one nearest to a claim.
/// </summary>
/// <remarks>Not thread-safe: looking up moves the marks that it compares by.</remarks>
internal sealed class PassageIndex
{
    /// <summary>A word that stands in more sentences than this tells none of them from another.</summary>
    private const int MostPostings = 256;

    /// <summary>Room for the words of most items at once; longer texts grow it, since their words repeat.</summary>
    private const int MostRoom = 512;

    private readonly Dictionary<ulong, int> _ids;
    private readonly List<int> _heads;
    private readonly List<int> _counts;
    private readonly List<Posting> _postings;
    private readonly List<PassageSentence> _sentences = [];
    private readonly float[] _scores;
    private readonly List<int> _touched = [];
    private readonly HashSet<ulong> _seen = [];

    public PassageIndex(ImmutableArray<TextFacts> passages)
    {
        Passages = passages;
        int room = Math.Min(MostRoom, passages.Sum(passage => passage.Tokens.Length) * 2 / 3);
        _ids = new Dictionary<ulong, int>(room);
        _heads = new List<int>(room);
        _counts = new List<int>(room);
        _postings = new List<Posting>(room);
        for (int passage = 0; passage < passages.Length; passage++)
        {
            Add(passages[passage], passage);
        }

        _scores = new float[_sentences.Count];
    }

    public ImmutableArray<TextFacts> Passages { get; }

    public int SentenceCount => _sentences.Count;

    public bool Contains(ulong stem) => _ids.ContainsKey(stem);

    /// <summary>
    /// How much a word tells: more, the fewer sentences have it. A word that none has weighs as one in one.
    /// </summary>
    public float Weight(ulong stem)
    {
        int count = _ids.TryGetValue(stem, out int id) ? _counts[id] : 1;
        return MathF.Log2(1 + ((float)_sentences.Count / count));
    }

    /// <summary>The sentences that have the word, the last one first.</summary>
    public IEnumerable<PassageSentence> With(ulong stem)
    {
        for (int at = _ids.TryGetValue(stem, out int id) ? _heads[id] : -1; at >= 0; at = _postings[at].Next)
        {
            yield return _sentences[_postings[at].Sentence];
        }
    }

    /// <summary>The sentences that share most of the claim's content, best first.</summary>
    public ImmutableArray<PassageMatch> Best(ReadOnlySpan<Token> claim, int count)
    {
        if (_sentences.Count == 0)
        {
            return [];
        }

        float total = 0;
        _touched.Clear();
        _seen.Clear();
        foreach (Token token in claim)
        {
            if (!token.IsContent || !_seen.Add(token.Stem))
            {
                continue;
            }

            float weight = Weight(token.Stem);
            total += weight;
            if (_ids.TryGetValue(token.Stem, out int id) && _counts[id] <= MostPostings)
            {
                Score(id, weight);
            }
        }

        return Top(total, count);
    }

    private void Score(int id, float weight)
    {
        for (int at = _heads[id]; at >= 0; at = _postings[at].Next)
        {
            int sentence = _postings[at].Sentence;
            if (_scores[sentence] == 0)
            {
                _touched.Add(sentence);
            }

            _scores[sentence] += weight;
        }
    }

    private ImmutableArray<PassageMatch> Top(float total, int count)
    {
        Span<PassageMatch> best = new PassageMatch[count];
        int held = 0;
        foreach (int sentence in _touched)
        {
            var match = new PassageMatch(_sentences[sentence], _scores[sentence] / total);
            _scores[sentence] = 0;
            int at = held;
            while (at > 0 && best[at - 1].Coverage < match.Coverage)
            {
                at--;
            }

            if (at < count)
            {
                held = Math.Min(held + 1, count);
                best[at..(held - 1)].CopyTo(best[(at + 1)..]);
                best[at] = match;
            }
        }

        return [.. best[..held]];
    }

    private void Add(TextFacts facts, int passage)
    {
        ReadOnlySpan<Token> tokens = facts.Tokens;
        foreach (Sentence sentence in facts.Sentences)
        {
            int number = _sentences.Count;
            _sentences.Add(new PassageSentence(passage, sentence));
            foreach (Token token in tokens[sentence.FirstToken..sentence.EndToken])
            {
                if (token.IsContent)
                {
                    Post(token.Stem, number);
                }
            }
        }
    }

    private void Post(ulong stem, int sentence)
    {
        ref int id = ref CollectionsMarshal.GetValueRefOrAddDefault(_ids, stem, out bool known);
        if (!known)
        {
            id = _heads.Count;
            _heads.Add(-1);
            _counts.Add(0);
        }

        if (_heads[id] >= 0 && _postings[_heads[id]].Sentence == sentence)
        {
            return;
        }

        _postings.Add(new Posting(sentence, _heads[id]));
        _heads[id] = _postings.Count - 1;
        _counts[id]++;
    }

    private readonly record struct Posting(int Sentence, int Next);
}

/// <summary>A sentence of a passage.</summary>
internal readonly record struct PassageSentence(int Passage, Sentence Sentence);

/// <param name="Coverage">The share of the claim's content, by weight, that the sentence has.</param>
internal readonly record struct PassageMatch(PassageSentence Place, float Coverage);
