using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Valiqor.Analysis.Text;

namespace Valiqor.Analysis.Detectors.RetrievalFailures;

/// <summary>What a question asks about: its words, weighed by how much they tell. In a conversation the last turn leads.</summary>
internal sealed class QuestionTerms
{
    private const int MostTerms = 400;
    private const float EarlierUserTurn = 0.5f;
    private const float EarlierAgentTurn = 0.12f;

    /// <summary>Words that questions of every topic have.</summary>
    private static readonly FrozenSet<ulong> Asking = new[]
    {
        "explain", "describe", "question", "answer", "information", "detail", "example", "help", "find", "show", "list",
        "difference", "different", "mean", "meaning", "know", "understand", "work", "thing", "way", "kind", "type", "people",
        "person", "many", "time", "day", "year", "today", "good", "best", "better", "new", "name", "call", "start", "add",
        "please", "hi", "hello", "summary", "summarize", "document", "context", "passage", "text", "provide", "follow",
        "verify", "claim", "evidence", "important", "happen", "popular", "famous", "first", "long", "old", "big", "change",
        "point", "number", "issue", "problem", "possible", "word", "talk", "speak", "think", "sure", "ask", "look", "want",
        "user", "agent", "assistant", "system", "sorry", "specific", "include", "say", "currently", "current", "main", "part",
        "place", "right", "wrong", "reason", "place", "world", "lot", "bit", "actually", "interesting", "great", "common",
        "correct", "true", "false", "create", "set", "process", "two", "three", "one", "available", "use", "see", "various",
    }.Select(word => WordKey.OfStem(word)).ToFrozenSet();

    private static readonly string[] UserLabels = ["user:", "human:", "customer:", "question:", "q:"];
    private static readonly string[] AgentLabels = ["agent:", "assistant:", "ai:", "bot:", "model:", "system:", "a:"];

    private readonly Dictionary<ulong, Term> _terms = [];

    private QuestionTerms()
    {
    }

    public bool IsEmpty => _terms.Count == 0;

    public static QuestionTerms Read(TextFacts input)
    {
        var terms = new QuestionTerms();
        ImmutableArray<(int Start, bool User)> turns = Turns(input.Text);
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
            float weight = tokens[i].Start >= last ? 1 : user ? EarlierUserTurn : EarlierAgentTurn;
            terms.Add(input.Text, tokens[i], weight);
        }

        return terms;
    }

    /// <summary>The share of the weight that the passages together have.</summary>
    public float ShareIn(ImmutableArray<TextFacts> passages)
    {
        var has = new HashSet<ulong>();
        foreach (TextFacts passage in passages)
        {
            foreach (Token token in passage.Tokens)
            {
                has.Add(token.Stem);
            }
        }

        float total = 0;
        float shared = 0;
        foreach ((ulong stem, Term term) in _terms)
        {
            total += term.Weight;
            shared += has.Contains(stem) ? term.Weight : 0;
        }

        return total == 0 ? 1 : shared / total;
    }

    public ImmutableArray<Term> Heaviest(int count) =>
        [.. _terms.Values.OrderByDescending(term => term.Weight).ThenBy(term => term.Start).Take(count)];

    private void Add(string text, Token token, float turn)
    {
        if (!token.IsContent || Asking.Contains(token.Stem) || (token.Length < 2 && !token.Is(TokenTraits.Ideograph)))
        {
            return;
        }

        ref Term term = ref CollectionsMarshal.GetValueRefOrAddDefault(_terms, token.Stem, out bool known);
        if (!known && _terms.Count > MostTerms)
        {
            _terms.Remove(token.Stem);
            return;
        }

        float weight = turn * Telling(text, token);
        term = !known || weight > term.Weight ? new Term(token.Start, token.End, weight) : term;
    }

    /// <summary>Names, numbers and long words tell a topic better than short common ones.</summary>
    private static float Telling(string text, Token token)
    {
        bool name = token.Is(TokenTraits.Capitalized) && token.Start > 0 && text[token.Start - 1] == ' ';
        float length = token.Length >= 8 ? 1.5f : token.Length >= 5 ? 1.2f : 1;
        return name || token.Is(TokenTraits.HasDigit) ? Math.Max(length, 1.6f) : length;
    }

    private static ImmutableArray<(int Start, bool User)> Turns(string text)
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
    internal readonly record struct Term(int Start, int End, float Weight);
}
