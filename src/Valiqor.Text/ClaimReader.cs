using System.Buffers;
using System.Collections.Frozen;
using Valiqor.Text.Sentences;
using Valiqor.Text.Words;

namespace Valiqor.Text;

/// <summary>
/// Picks the sentences of an answer that state something, which questions, refusals and courtesies do not.
/// </summary>
internal static class ClaimReader
{
    private const int FewestContentWords = 2;

    private static readonly SearchValues<string> NoClaims = SearchValues.Create(
        [
            "don't know", "do not know", "cannot answer", "can't answer", "can not answer", "unable to", "i'm sorry",
            "i am sorry", "apologize", "apologies", "does not say", "doesn't say", "not mention", "n't mention",
            "not specif", "n't specif", "no information", "not provide", "n't provide", "not contain", "n't contain",
            "not include information", "no mention", "unclear", "not clear", "as an ai", "i don't have",
            "i do not have",
            "let me know", "would you like", "feel free", "hope this helps", "hypothetical", "not enough information",
            "insufficient information", "not stated", "could not find", "couldn't find", "i'm not sure",
            "i am not sure",
            "not available in", "don\u2019t know", "doesn\u2019t say", "n\u2019t mention", "n\u2019t provide",
        ],
        StringComparison.OrdinalIgnoreCase);

    private static readonly FrozenSet<ulong> Conditions =
        new[] { "if", "suppose", "imagine", "assuming", "assume", "let's", "perhaps", "maybe" }
            .Select(word => WordKey.Of(word)).ToFrozenSet();

    public static Sentence[] Read(TextFacts facts)
    {
        var claims = new List<Sentence>();
        foreach (Sentence sentence in facts.Sentences)
        {
            if (IsClaim(facts, sentence))
            {
                claims.Add(sentence);
            }
        }

        return [.. claims];
    }

    private static bool IsClaim(TextFacts facts, Sentence sentence)
    {
        if (sentence.Is(SentenceTraits.Question | SentenceTraits.Heading | SentenceTraits.Code))
        {
            return false;
        }

        ReadOnlySpan<Token> tokens = facts.TokensOf(sentence);
        int content = 0;
        foreach (Token token in tokens)
        {
            content += token.IsContent ? 1 : 0;
        }

        return content >= FewestContentWords && !Conditions.Contains(tokens[0].Word)
            && facts.Text.AsSpan(sentence.Start, sentence.End - sentence.Start).IndexOfAny(NoClaims) < 0;
    }
}
