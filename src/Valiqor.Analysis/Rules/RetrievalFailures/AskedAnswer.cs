using System.Collections.Frozen;
using Valiqor.Text;
using Valiqor.Text.Mentions;
using Valiqor.Text.Sentences;
using Valiqor.Text.Words;

namespace Valiqor.Analysis.Rules.RetrievalFailures;

/// <summary>What kind of thing answers a question: a name, a date, a number, or a text that is to be made up.</summary>
internal static class AskedAnswer
{
    private const int FirstWords = 4;

    private static readonly FrozenSet<ulong> Making = Keys(
        "write", "draft", "compose", "translate", "rewrite", "rephrase", "paraphrase", "summarize", "summarise",
        "shorten", "brainstorm", "imagine", "generate", "proofread", "classify", "extract", "convert", "format",
        "verify");

    private static readonly FrozenSet<ulong> Courtesy = Keys(
        "please", "can", "could", "would", "you", "now", "then", "hi", "hello");
    private static readonly FrozenSet<ulong> Counted = Keys(
        "many", "much", "old", "long", "tall", "far", "big", "often", "high");
    private static readonly ulong Who = WordKey.Of("who");
    private static readonly ulong When = WordKey.Of("when");
    private static readonly ulong How = WordKey.Of("how");

    /// <summary>The input orders a text instead of asking: its words need not stand in the passages.</summary>
    public static bool IsMadeUp(TextFacts input)
    {
        ReadOnlySpan<Token> tokens = input.Tokens;
        for (int i = 0; i < Math.Min(FirstWords, tokens.Length); i++)
        {
            if (Making.Contains(tokens[i].Word))
            {
                return true;
            }

            if (!Courtesy.Contains(tokens[i].Word))
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>
    /// False where the question asks for a person, a time or a count and the sentence has none; true where it has one
    /// or the question asks for something else.
    /// </summary>
    public static bool MayStandIn(TextFacts passage, Sentence sentence, TextFacts input, QuestionTerms terms)
    {
        ReadOnlySpan<Token> tokens = input.Tokens;
        for (int i = 0; i < tokens.Length; i++)
        {
            if (tokens[i].Word == Who)
            {
                return HasNewName(passage, sentence, terms);
            }

            if (tokens[i].Word == When)
            {
                return HasTime(passage, sentence);
            }

            if (tokens[i].Word == How && i + 1 < tokens.Length && Counted.Contains(tokens[i + 1].Word))
            {
                return HasNumber(passage, sentence);
            }
        }

        return true;
    }

    private static bool HasNewName(TextFacts passage, Sentence sentence, QuestionTerms terms)
    {
        foreach (NameMention name in passage.Names)
        {
            if (name.Start >= sentence.Start && name.End <= sentence.End
                && !terms.All.ContainsKey(passage.Tokens[name.EndToken - 1].Stem))
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasTime(TextFacts passage, Sentence sentence)
    {
        foreach (DateMention date in passage.Dates)
        {
            if (date.Start >= sentence.Start && date.End <= sentence.End)
            {
                return true;
            }
        }

        return HasNumber(passage, sentence);
    }

    private static bool HasNumber(TextFacts passage, Sentence sentence)
    {
        foreach (Quantity quantity in passage.Quantities)
        {
            if (quantity.Start >= sentence.Start && quantity.End <= sentence.End
                && quantity.Kind is not (QuantityKind.Label or QuantityKind.Marker))
            {
                return true;
            }
        }

        return false;
    }

    private static FrozenSet<ulong> Keys(params ReadOnlySpan<string> words)
    {
        var keys = new HashSet<ulong>();
        foreach (string word in words)
        {
            keys.Add(WordKey.Of(word));
        }

        return keys.ToFrozenSet();
    }
}
