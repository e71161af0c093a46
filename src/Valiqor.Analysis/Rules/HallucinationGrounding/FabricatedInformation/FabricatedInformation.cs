using System.Buffers;
using System.Collections.Immutable;
using Valiqor.Analysis.Facts;
using Valiqor.Analysis.Items;

namespace Valiqor.Analysis.Rules.HallucinationGrounding;

/// <summary>
/// Finds links, addresses, phone numbers, quotations and identifiers that nothing the model was given has, and
/// identifiers that cannot exist.
/// </summary>
/// <remarks>
/// The numbers, dates and names of claims are <see cref="UnsupportedFactualClaim"/>'s: there a source may support them
/// in other words. What is looked for here is copied or made up, nothing in between.
/// </remarks>
internal sealed class FabricatedInformation : IComposedRule
{
    private static readonly SearchValues<char> Marks = SearchValues.Create("0123456789\"\u201c«@");

    /// <summary>What shows without any source.</summary>
    private static readonly ImmutableArray<IFindAll<DetailSearch, MadeUpDetail>> Always =
    [
        new ImpossibleIdentifiers(),
        new MadeUpLinks(),
    ];

    /// <summary>What shows only beside the sources that the answer rests on.</summary>
    private static readonly ImmutableArray<IFindAll<DetailSearch, MadeUpDetail>> BesideSources =
    [
        new MadeUpContacts(),
        new MadeUpQuotes(),
        new MadeUpIdentifiers(),
    ];

    public string Subcategory => "fabricated_information";

    IEnumerable<ICheck> IComposedRule.Checks => [.. Always, .. BesideSources];

    public Signal Inspect(ItemFacts facts)
    {
        string output = facts.Item.Output;
        if (output.AsSpan().IndexOfAny(Marks) < 0 && !output.Contains("://", StringComparison.Ordinal))
        {
            return Signal.NotApplicable;
        }

        var sources = KnownSources.Of(facts);
        var search = new DetailSearch(facts, sources);
        var found = new List<MadeUpDetail>();
        foreach (IFindAll<DetailSearch, MadeUpDetail> check in sources.AnswerRestsOnThem
            ? Always.AddRange(BesideSources)
            : Always)
        {
            check.Find(search, found);
        }

        if (found.Count == 0)
        {
            return sources.AnswerRestsOnThem ? Signal.Pass(0.7) : Signal.NotApplicable;
        }

        ImmutableArray<MadeUpDetail> certain = [.. found.Where(detail => !detail.Doubtful)];
        return certain.IsEmpty
            ? Signal.Unsure(
                0.4,
                $"The {found[0].Kind} {Words(output, found[0])} stands so in no source, but may follow from one.",
                [.. found.Select(AsEvidence)])
            : Report(output, certain);
    }

    private static Signal Report(string output, ImmutableArray<MadeUpDetail> details)
    {
        MadeUpDetail first = details[0];
        string words = Words(output, first);
        bool impossible = first.Rule is "impossible_identifier" or "placeholder_link";
        string cause = impossible
            ? $"The output gives the {first.Kind} {words}. {first.Why}"
            : $"The output gives the {first.Kind} {words}, which appears in nothing that the model was given.";
        string fix = impossible
            ? $"Have identifiers and links looked up by a tool or taken from the sources, and drop {words} before the "
                + "answer is shown: the model made it up."
            : $"Tell the model to copy each {first.Kind} from its sources or to give none; check every {first.Kind} of "
                + $"the answer against them before it is shown, as {words} would have been caught.";
        return Signal.Fail(
            details.Max(detail => detail.Confidence), cause, fix, [.. details.Select(AsEvidence)]);
    }

    private static string Words(string output, MadeUpDetail detail) => $"\"{output[detail.Start..detail.End]}\"";

    private static Evidence AsEvidence(MadeUpDetail detail) =>
        Evidence.InOutput(detail.Start, detail.End, detail.Rule, detail.Why) with { Confidence = detail.Confidence };
}
