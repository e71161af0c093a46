using System.Collections.Immutable;
using Valiqor.Analysis.Facts;
using Valiqor.Text;
using Valiqor.Text.Mentions;
using Valiqor.Text.Sentences;
using Valiqor.Text.Words;

namespace Valiqor.Analysis.Rules.HallucinationGrounding;

/// <summary>Looks up every number, date and name of the output's claims in the grounds.</summary>
internal static class DetailChecker
{
    private const int MostDetails = 10;

    /// <summary>
    /// Looking a number up may mean trying pairs of numbers, which a text without end must not repeat.
    /// </summary>
    private const int MostLookups = 500;

    /// <summary>A count up to this may be the model's own: "the three reasons".</summary>
    private const int LargestOwnCount = 10;

    public static ImmutableArray<UnsupportedDetail> Find(TextFacts output, Grounds grounds)
    {
        var found = ImmutableArray.CreateBuilder<UnsupportedDetail>();
        int quantity = 0;
        int date = 0;
        int name = 0;
        NameSupport? names = null;
        foreach (Sentence claim in output.Claims)
        {
            for (; quantity < Math.Min(output.Quantities.Length, MostLookups)
                && output.Quantities[quantity].Start < claim.End; quantity++)
            {
                Quantity number = output.Quantities[quantity];
                if (number.Start >= claim.Start && !NumberSupport.IsSupported(output, number, grounds))
                {
                    double confidence = number.Kind is QuantityKind.Plain or QuantityKind.Ordinal ? 0.7 : 0.8;
                    found.Add(new(number.Start, number.End, "number_not_in_context", confidence));
                }
            }

            for (; date < Math.Min(output.Dates.Length, MostLookups) && output.Dates[date].Start < claim.End; date++)
            {
                DateMention mention = output.Dates[date];
                if (mention.Start >= claim.Start && !IsSupported(mention, grounds))
                {
                    found.Add(new(mention.Start, mention.End, "date_not_in_context", 0.8));
                }
            }

            for (; name < Math.Min(output.Names.Length, MostLookups) && output.Names[name].Start < claim.End; name++)
            {
                NameMention mention = output.Names[name];
                if (mention.Start >= claim.Start && mention.Certain
                    && !(names ??= new NameSupport(grounds)).IsSupported(output, mention))
                {
                    found.Add(new(mention.Start, mention.End, "name_not_in_context", 0.65));
                }
            }

            if (found.Count >= MostDetails)
            {
                break;
            }
        }

        return found.Count > MostDetails ? found.ToImmutable()[..MostDetails] : found.ToImmutable();
    }

    internal static bool IsOwnCount(Quantity quantity) =>
        quantity.Kind == QuantityKind.Plain && quantity.Value >= 0 && quantity.Value <= LargestOwnCount
        && quantity.Step == 1;

    private static bool IsSupported(DateMention date, Grounds grounds)
    {
        bool any = false;
        foreach (TextFacts text in grounds.Known)
        {
            foreach (DateMention other in text.Dates)
            {
                any |= date.Agrees(other);
            }
        }

        // The parts may stand apart: "In March 2021 … on the 5th".
        return any || (date.Day > 0 && grounds.HasNumber(date.Day) && MonthStands(date.Month, grounds))
            || (date.Day == 0 && MonthStands(date.Month, grounds) && grounds.HasNumber(date.Year));
    }

    private static bool MonthStands(int month, Grounds grounds)
    {
        if (month == 0)
        {
            return true;
        }

        string name = System.Globalization.CultureInfo.InvariantCulture.DateTimeFormat.MonthNames[month - 1];
        return grounds.Knows(WordKey.OfStem(name)) || grounds.Knows(WordKey.OfStem(name.AsSpan(0, 3)))
            || grounds.HasNumber(month);
    }
}

/// <summary>A detail of a claim that the grounds do not have.</summary>
internal readonly record struct UnsupportedDetail(int Start, int End, string Rule, double Confidence)
{
    public string TextIn(string output) => output[Start..End];
}
