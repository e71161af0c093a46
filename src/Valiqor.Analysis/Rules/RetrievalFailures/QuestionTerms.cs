using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Valiqor.Text;
using Valiqor.Text.Words;

namespace Valiqor.Analysis.Rules.RetrievalFailures;

/// <summary>
/// What a question asks about: its words, weighed by how much they tell. In a conversation the last turn leads.
/// </summary>
internal sealed class QuestionTerms
{
    private const int MostTerms = 400;
    private const int PassageWords = 12;

    /// <summary>Room for the words of most items at once; longer texts grow it, since their words repeat.</summary>
    private const int MostRoom = 1_024;

    /// <summary>Words that questions of every topic have.</summary>
    private static readonly FrozenSet<ulong> Asking = new[]
    {
        "explain", "describe", "question", "answer", "information", "detail", "example", "help", "find", "show", "list",
        "difference", "different", "mean", "meaning", "know", "understand", "work", "thing", "way", "kind", "type",
        "people",
        "person", "many", "time", "day", "year", "today", "good", "best", "better", "new", "name", "call", "start",
        "add",
        "please", "hi", "hello", "summary", "summarize", "document", "context", "passage", "text", "provide", "follow",
        "verify", "claim", "evidence", "important", "happen", "popular", "famous", "first", "long", "old", "big",
        "change",
        "point", "number", "issue", "problem", "possible", "word", "talk", "speak", "think", "sure", "ask", "look",
        "want",
        "user", "agent", "assistant", "system", "sorry", "specific", "include", "say", "currently", "current", "main",
        "part",
        "place", "right", "wrong", "reason", "place", "world", "lot", "bit", "actually", "interesting", "great",
        "common",
        "correct", "true", "false", "create", "set", "process", "two", "three", "one", "available", "use", "see",
        "various", "multiple", "value", "record", "respond", "reply", "return", "output", "amount", "mr",
        "mrs", "ms", "dr",
    }.Select(word => WordKey.OfStem(word)).ToFrozenSet();

    private static readonly string[] UserLabels = ["user:", "human:", "customer:", "question:", "q:"];
    private static readonly string[] AgentLabels = ["agent:", "assistant:", "ai:", "bot:", "model:", "system:", "a:"];

    private readonly Dictionary<ulong, Term> _terms = [];

    private QuestionTerms()
    {
    }

    public bool IsEmpty => _terms.Values.All(term => (term.Turns & ~Turns.Agent) == 0);

    public bool IsConversation { get; private set; }

    /// <summary>By stem.</summary>
    public IReadOnlyDictionary<ulong, Term> All => _terms;

    public int CountOfLast => _terms.Values.Count(term => (term.Turns & Turns.Last) != 0);

    public static QuestionTerms Read(TextFacts input)
    {
        var terms = new QuestionTerms();
        ImmutableArray<(int Start, bool User)> turns = TurnsOf(input.Text);
        int last = turns.Length == 0 ? 0 : turns[^1].Start;
        ReadOnlySpan<Token> tokens = input.Tokens;
        int turn = -1;
        for (int i = 0; i < tokens.Length; i++)
        {
            while (turn + 1 < turns.Length && turns[turn + 1].Start <= tokens[i].Start)
            {
                turn++;
            }

            bool user = turn < 0 || turns[turn].User;
            terms.Add(input.Text, tokens[i], tokens[i].Start >= last ? Turns.Last : user ? Turns.User : Turns.Agent);
        }

        terms.IsConversation = turns.Length > 1;
        return terms;
    }

    /// <summary>
    /// How near the passages are to the question, from 0 to about 2. A question alone is near by its own words. In a
    /// conversation, whose last turn may be "And why?", the earlier turns count too, and so does how much of what
    /// the passages mostly speak of came up in it.
    /// </summary>
    /// <param name="counts">What <see cref="Count"/> says of the passages.</param>
    public float Nearness(Dictionary<ulong, int> counts)
    {
        float last = Share(Turns.Last, counts);
        return IsConversation
            ? (0.35f * last) + (0.5f * Share(Turns.User, counts)) + Mentioned(counts)
            : last;
    }

    public ImmutableArray<Term> Heaviest(int count) =>
        [.. _terms.Values.OrderBy(term => -(int)(term.Turns & Turns.Last)).ThenByDescending(term => term.Weight)
            .ThenBy(term => term.Start).Take(count)];

    private float Share(Turns turns, Dictionary<ulong, int> counts)
    {
        float total = 0;
        float shared = 0;
        foreach ((ulong stem, Term term) in _terms)
        {
            if ((term.Turns & turns) != 0)
            {
                total += term.Weight;
                shared += counts.ContainsKey(stem) ? term.Weight : 0;
            }
        }

        return total == 0 ? 0 : shared / total;
    }

    /// <summary>The share of the passages' most frequent words that came up in the conversation.</summary>
    private float Mentioned(Dictionary<ulong, int> counts)
    {
        ulong[] frequent = [.. counts.Where(row => row.Value > 0).OrderByDescending(row => row.Value)
            .ThenBy(row => row.Key).Take(PassageWords).Select(row => row.Key)];
        return frequent.Length == 0 ? 0 : (float)frequent.Count(_terms.ContainsKey) / frequent.Length;
    }

    /// <summary>How often the passages have each word; 0 for words that tell no topic.</summary>
    public static Dictionary<ulong, int> Count(ImmutableArray<TextFacts> passages)
    {
        var counts = new Dictionary<ulong, int>(Math.Min(MostRoom, passages.Sum(passage => passage.Tokens.Length)));
        foreach (TextFacts passage in passages)
        {
            foreach (Token token in passage.Tokens)
            {
                bool topic = token.IsContent && !token.Is(TokenTraits.HasDigit) && !Asking.Contains(token.Stem)
                    && (token.Length > 1 || token.Is(TokenTraits.Ideograph));
                ref int count = ref CollectionsMarshal.GetValueRefOrAddDefault(counts, token.Stem, out _);
                count += topic ? 1 : 0;
            }
        }

        return counts;
    }

    private void Add(string text, Token token, Turns turn)
    {
        if (!token.IsContent || Asking.Contains(token.Stem) || (token.Length < 2 && !token.Is(TokenTraits.Ideograph)))
        {
            return;
        }

        if (_terms.TryGetValue(token.Stem, out Term known))
        {
            bool latest = turn == Turns.Last && (known.Turns & Turns.Last) == 0;
            _terms[token.Stem] = (latest ? known with { Start = token.Start, End = token.End } : known) with
            {
                Turns = known.Turns | turn,
            };
        }
        else if (_terms.Count < MostTerms || turn == Turns.Last)
        {
            bool name = IsName(text, token);
            _terms[token.Stem] = new Term(token.Start, token.End, Telling(token, name), turn) { IsName = name };
        }
    }

    /// <summary>Names, numbers and long words tell a topic better than short common ones.</summary>
    private static float Telling(Token token, bool name)
    {
        float length = token.Length >= 8 ? 1.5f : token.Length >= 5 ? 1.2f : 1;
        return name || token.Is(TokenTraits.HasDigit) ? Math.Max(length, 1.6f) : length;
    }

    /// <summary>A capital that does not open a sentence.</summary>
    private static bool IsName(string text, Token token) =>
        token.Is(TokenTraits.Capitalized) && token.Start > 1 && text[token.Start - 1] == ' '
            && text[token.Start - 2] is not ('.' or '?' or '!' or ':');

    private static ImmutableArray<(int Start, bool User)> TurnsOf(string text)
    {
        var turns = ImmutableArray.CreateBuilder<(int Start, bool User)>();
        int line = 0;
        while (line < text.Length)
        {
            ReadOnlySpan<char> rest = text.AsSpan(line, Math.Min(16, text.Length - line));
            if (StartsWithAny(rest, UserLabels))
            {
                turns.Add((line, true));
            }
            else if (StartsWithAny(rest, AgentLabels))
            {
                turns.Add((line, false));
            }

            int next = text.IndexOf('\n', line);
            line = next < 0 ? text.Length : next + 1;
        }

        while (turns.Count > 0 && !turns[^1].User)
        {
            turns.RemoveAt(turns.Count - 1);
        }

        return turns.ToImmutable();
    }

    private static bool StartsWithAny(ReadOnlySpan<char> text, string[] labels)
    {
        foreach (string label in labels)
        {
            if (text.StartsWith(label, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A word of the question and where it stands.</summary>
    internal readonly record struct Term(int Start, int End, float Weight, Turns Turns)
    {
        public bool IsName { get; init; }
    }

    /// <summary>Whose turns have a word.</summary>
    [Flags]
    internal enum Turns
    {
        Agent = 1,
        User = 2,
        Last = 4,
    }
}
