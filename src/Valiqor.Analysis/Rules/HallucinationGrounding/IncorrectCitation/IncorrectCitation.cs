using System.Collections.Immutable;
using Valiqor.Analysis.Facts;
using Valiqor.Analysis.Items;
using Valiqor.Text;
using Valiqor.Text.Mentions;
using Valiqor.Text.Sentences;
using Valiqor.Text.Words;

namespace Valiqor.Analysis.Rules.HallucinationGrounding;

/// <summary>
/// Finds citation markers that point to no passage, or to one that does not say what the sentence says.
/// </summary>
internal sealed class IncorrectCitation : IRule
{
    private const int MostMarkers = 60;

    /// <summary>A passage with less of the sentence than this does not speak of it.</summary>
    private const float Silent = 0.2f;

    /// <summary>A passage with more of the sentence than this says it.</summary>
    private const float Telling = 0.6f;

    public string Subcategory => "incorrect_citation";

    public Signal Inspect(ItemFacts facts)
    {
        if (facts.Find<Grounds>() is not { InInput: false } grounds)
        {
            return Signal.NotApplicable;
        }

        CitationMarker[] markers = [.. facts.Output.Citations[..Math.Min(MostMarkers, facts.Output.Citations.Length)]];
        var evidence = ImmutableArray.CreateBuilder<Evidence>();
        string? cause = null;
        AddUnknownUrls(facts, evidence, ref cause);
        bool fromZero = markers.Any(marker => marker.Numbers.Contains(0));
        foreach (CitationMarker marker in markers)
        {
            Check(facts, grounds, marker, fromZero, evidence, ref cause);
        }

        if (cause is not null)
        {
            return Signal.Fail(
                evidence.Max(found => found.Confidence),
                cause,
                "Number the passages in the prompt in the order of the context, ask for the number beside each claim, "
                    + "and drop or repair a marker whose passage does not have the claim's words before the answer "
                    + "is shown.",
                evidence.ToImmutable());
        }

        return markers.Length > 0 || HasUrl(facts.Output.Text) ? Signal.Pass(0.7) : Signal.NotApplicable;
    }

    private static void Check(
        ItemFacts facts,
        Grounds grounds,
        CitationMarker marker,
        bool fromZero,
        ImmutableArray<Evidence>.Builder evidence,
        ref string? cause)
    {
        int count = facts.Item.Context.Length;
        string text = facts.Output.Text[marker.Start..marker.End];
        foreach (int number in marker.Numbers)
        {
            int passage = fromZero ? number : number - 1;
            if (passage < 0 || passage >= count)
            {
                string passages = count == 1 ? "only 1 passage" : $"only {count} passages";
                cause ??= $"The output cites {text}, but the context has {passages}.";
                evidence.Add(Evidence.InOutput(
                    marker.Start, marker.End, "cited_passage_missing", $"{text} points to no passage.") with
                {
                    Confidence = 0.95,
                });
                return;
            }
        }

        if (SentenceOf(facts.Output, marker) is { } sentence)
        {
            CheckContent(facts, grounds, marker, fromZero, sentence, evidence, ref cause);
        }
    }

    private static void CheckContent(
        ItemFacts facts,
        Grounds grounds,
        CitationMarker marker,
        bool fromZero,
        Sentence sentence,
        ImmutableArray<Evidence>.Builder evidence,
        ref string? cause)
    {
        (int start, int end) = PartOf(facts.Output, marker, sentence);
        float[] shares = Shares(facts, grounds, marker, start, end);
        if (shares.Length == 0)
        {
            return;
        }

        float cited = marker.Numbers.Max(number => shares[fromZero ? number : number - 1]);
        int best = Array.IndexOf(shares, shares.Max());
        string text = facts.Output.Text[marker.Start..marker.End];
        bool elsewhere = shares[best] >= Telling && cited <= shares[best] * 0.5f;
        bool nowhere = cited <= Silent && shares[best] <= Silent;
        if (!elsewhere && !nowhere)
        {
            return;
        }

        cause ??= elsewhere
            ? $"The output cites {text} for a statement that passage {best + 1} makes and the cited one does not."
            : $"The output cites {text} for a statement of which the cited passage has no word.";
        string rule = elsewhere ? "cited_passage_wrong" : "cited_passage_silent";
        double confidence = elsewhere ? 0.8 : 0.65;
        evidence.Add(Evidence.InOutput(start, marker.End, rule, $"{text} does not say this.") with
        {
            Confidence = confidence,
        });
        if (elsewhere && facts.Context[best].Sentences is { IsEmpty: false } sentences)
        {
            TextFacts output = facts.Output;
            int at = grounds.Index.Best(output.Tokens[output.TokenAt(start)..output.TokenAt(end)], 8)
                .Where(match => match.Place.Passage == best)
                .Select(match => match.Place.Sentence.Start)
                .FirstOrDefault(-1);
            Sentence place = sentences[0];
            foreach (Sentence candidate in sentences)
            {
                place = candidate.Start == at ? candidate : place;
            }

            evidence.Add(Evidence.InContext(best, place.Start, place.End, rule,
                $"Passage {best + 1} is nearer to it.") with
            {
                Confidence = confidence,
            });
        }
    }

    /// <summary>
    /// For each passage, the share of the cited words' weight that it has; empty where there is too little to tell.
    /// </summary>
    private static float[] Shares(ItemFacts facts, Grounds grounds, CitationMarker marker, int start, int end)
    {
        var words = new Dictionary<ulong, float>();
        TextFacts output = facts.Output;
        foreach (Token token in output.Tokens[output.TokenAt(start)..output.TokenAt(end)])
        {
            if (token.IsContent && (token.Start < marker.Start || token.End > marker.End))
            {
                float rare = grounds.Index.Weight(token.Stem);
                words[token.Stem] = rare * (token.Is(TokenTraits.Number | TokenTraits.Capitalized) ? 1.5f : 1);
            }
        }

        if (words.Count < 3)
        {
            return [];
        }

        float total = words.Values.Sum();
        return [.. facts.Context.Select(passage =>
        {
            var has = new HashSet<ulong>();
            foreach (Token token in passage.Tokens)
            {
                has.Add(token.Stem);
            }

            return words.Where(word => has.Contains(word.Key)).Sum(word => word.Value) / total;
        })];
    }

    private static Sentence? SentenceOf(TextFacts output, CitationMarker marker)
    {
        foreach (Sentence sentence in output.Sentences)
        {
            if (marker.Start >= sentence.Start && marker.Start <= sentence.End && !sentence.Is(SentenceTraits.Code))
            {
                return sentence;
            }
        }

        return null;
    }

    /// <summary>A marker speaks for what stands between it and the marker before it.</summary>
    private static (int Start, int End) PartOf(TextFacts output, CitationMarker marker, Sentence sentence)
    {
        int start = sentence.Start;
        int end = marker.Start;
        int previous = start;
        foreach (CitationMarker other in output.Citations)
        {
            if (other.Start >= marker.Start)
            {
                break;
            }

            // Markers in a row speak for the same words.
            bool row = output.Text.AsSpan(other.End, marker.Start - other.End).Trim(" ,;").IsEmpty;
            start = other.Start >= sentence.Start && !row ? other.End : row ? previous : start;
            previous = start;
        }

        return output.Text.AsSpan(start, end - start).Trim(" .,;").IsEmpty
            ? (sentence.Start, sentence.End) : (start, end);
    }

    private static bool HasUrl(string text) => text.Contains("://", StringComparison.Ordinal);

    /// <summary>Links that are given as a source; any other that nothing has is fabricated information.</summary>
    private static void AddUnknownUrls(ItemFacts facts, ImmutableArray<Evidence>.Builder evidence, ref string? cause)
    {
        string text = facts.Output.Text;
        foreach (LinkMention link in LinkMention.Read(text, Evidence.Limit))
        {
            ReadOnlySpan<char> url = link.TextIn(text);
            if (!Stands(facts, url) && CitedLink.IsCited(text, link.Start))
            {
                cause ??= $"The output refers to {url}, which neither the context nor the input has.";
                evidence.Add(Evidence.InOutput(link.Start, link.End, "cited_address_unknown",
                    "No passage has this address.") with
                {
                    Confidence = 0.75,
                });
            }
        }
    }

    private static bool Stands(ItemFacts facts, ReadOnlySpan<char> url)
    {
        // With or without "www." and a closing slash it is the same page.
        int scheme = url.IndexOf("://");
        ReadOnlySpan<char> page = url[(scheme + 3)..].TrimEnd('/');
        page = page.StartsWith("www.") ? page[4..] : page;
        foreach (string passage in facts.Item.Context)
        {
            if (passage.AsSpan().Contains(page, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return facts.Item.Input.AsSpan().Contains(page, StringComparison.OrdinalIgnoreCase)
            || (facts.Item.SystemPrompt ?? "").AsSpan().Contains(page, StringComparison.OrdinalIgnoreCase);
    }
}
