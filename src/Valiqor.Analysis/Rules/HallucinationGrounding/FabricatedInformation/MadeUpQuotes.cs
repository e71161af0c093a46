using System.Buffers;
using System.Collections.Immutable;
using Valiqor.Analysis.Facts;
using Valiqor.Text;
using Valiqor.Text.Markdown;
using Valiqor.Text.Mentions;

namespace Valiqor.Analysis.Rules.HallucinationGrounding;

/// <summary>Finds words that the output puts in quotation marks and somebody's mouth, and that no source has.</summary>
internal sealed class MadeUpQuotes : IFindAll<DetailSearch, MadeUpDetail>
{
    private const int MostQuotes = 20;
    private const int FewestWords = 4;

    /// <summary>A quotation with more of its words than this in one sentence of the sources is only inexact.</summary>
    private const float Inexact = 0.6f;

    /// <summary>What makes a quotation somebody's words. Titles and so-called things have none of these.</summary>
    private static readonly SearchValues<string> Attributions = SearchValues.Create(
        [" said", " says", "states", "stated", "wrote", "writes", "quote", "according to", "reads", "reported",
            "explained", "announced", "declared", "claimed", "told", "remarked", "noted", "emphasized", "words of"],
        StringComparison.OrdinalIgnoreCase);

    /// <summary>Words that the user may say or write are an offer, no quotation.</summary>
    private static readonly SearchValues<string> Offers = SearchValues.Create(
        ["example", "e.g.", "such as", "you could", "you can", "you might", "try ", "ask ", "type ", "click",
            "something like", "let's say", "called", "titled", "entitled", "named", "imagine", "would say",
            "might say", "could say"],
        StringComparison.OrdinalIgnoreCase);

    public ImmutableArray<string> Rules => ["quote_not_in_sources"];

    public void Find(DetailSearch search, List<MadeUpDetail> found)
    {
        (ItemFacts facts, MarkdownCode code, KnownSources sources) = (search.Facts, search.Code, search.Sources);
        TextFacts output = facts.Output;
        int left = MostQuotes;
        foreach (Quotation quote in output.Quotations)
        {
            if (left-- == 0)
            {
                return;
            }

            int first = output.TokenAt(quote.Start);
            int end = output.TokenAt(quote.End);
            if (end - first < FewestWords || code.Holds(quote.Start) || !IsAttributed(output, quote)
                || Stands(output.Text.AsSpan(quote.Start, quote.End - quote.Start), sources))
            {
                continue;
            }

            float share = facts.Find<Grounds>()?.Index.Best(output.Tokens[first..end], 1) is [var best, ..]
                ? best.Coverage
                : 0;
            found.Add(new(quote.Start, quote.End, "quote_not_in_sources", "quotation",
                share >= Inexact
                    ? "No source has these words in this order." : "No source has anything like these words.",
                share >= Inexact ? 0.5 : 0.8)
            {
                Doubtful = share >= Inexact,
            });
        }
    }

    /// <summary>Part by part, since a quotation may leave words out: "… " or "[…]".</summary>
    private static bool Stands(ReadOnlySpan<char> quote, KnownSources sources)
    {
        while (!quote.IsEmpty)
        {
            int cut = quote.IndexOfAny('\u2026', '[');
            int dots = quote.IndexOf("...");
            cut = cut < 0 || (dots >= 0 && dots < cut) ? dots : cut;
            ReadOnlySpan<char> part = cut < 0 ? quote : quote[..cut];
            if (!sources.HaveLetters(part))
            {
                return false;
            }

            ReadOnlySpan<char> rest = cut < 0 ? [] : quote[cut..].TrimStart("\u2026. ");
            int close = rest.IndexOf(']');
            quote = rest is not ['[', ..] ? rest : close < 0 ? [] : rest[(close + 1)..];
        }

        return true;
    }

    private static bool IsAttributed(TextFacts output, Quotation quote)
    {
        const int Around = 90;
        int start = Math.Max(0, quote.Start - 1 - Around);
        int end = Math.Min(output.Text.Length, quote.End + 1 + Around);
        ReadOnlySpan<char> before = output.Text.AsSpan(start, Math.Max(0, quote.Start - 1 - start));
        int from = Math.Min(quote.End + 1, end);
        ReadOnlySpan<char> behind = output.Text.AsSpan(from, end - from);
        before = before[(before.LastIndexOfAny('\n', '"', '\u201d') + 1)..];
        behind = behind.IndexOfAny('\n', '"', '\u201c') is var stop and >= 0 ? behind[..stop] : behind;
        behind = behind.IndexOf(". ") is var point and >= 0 ? behind[..point] : behind;
        return (before.IndexOfAny(Attributions) >= 0 || behind.IndexOfAny(Attributions) >= 0)
            && before.IndexOfAny(Offers) < 0;
    }
}
