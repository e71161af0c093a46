using System.Collections.Immutable;
using Valiqor.Analysis.Facts;
using Valiqor.Text;
using Valiqor.Text.Mentions;
using Valiqor.Text.Sentences;

namespace Valiqor.Analysis.Rules.HallucinationGrounding;

/// <summary>Two sentences that count the same thing, or date the same event, and differ in the number.</summary>
internal sealed class NumberConflict : IFindOne<SentencePair, Conflict>
{
    private const int MostPlaces = 6;
    private const int LongestSentence = 120;
    private const float SameThing = 0.6f;
    private const float FarLess = 0.5f;

    public ImmutableArray<string> Rules => ["number_differs"];

    public Conflict? Find(SentencePair pair)
    {
        ReadOnlySpan<Quantity> mine = Within(pair.Output.Quantities, pair.Claim);
        ReadOnlySpan<Quantity> theirs = Within(pair.Passage.Quantities, pair.Sentence);
        foreach (Quantity number in mine)
        {
            if (number.Kind is QuantityKind.Label or QuantityKind.Marker or QuantityKind.Time || Has(theirs, number))
            {
                continue;
            }

            Quantity? other = Counterpart(pair, number, mine, theirs);
            if (other is { } value && pair.CoverageWithout(number.FirstToken, number.EndToken) >= 0.55f)
            {
                bool year = number.Kind == QuantityKind.Year;
                return pair.Between(
                    "number_differs",
                    year ? "the years differ" : "the numbers differ",
                    0.85,
                    (number.Start, number.End),
                    (value.Start, value.End));
            }
        }

        return null;
    }

    private static Quantity? Counterpart(
        SentencePair pair, Quantity number, ReadOnlySpan<Quantity> mine, ReadOnlySpan<Quantity> theirs)
    {
        Quantity? found = null;
        int candidates = 0;
        foreach (Quantity other in theirs)
        {
            bool sameUnit = number.Unit != 0 && number.Unit == other.Unit && number.Kind == other.Kind;
            bool sameKind = number.Kind == other.Kind
                && number.Kind is QuantityKind.Year or QuantityKind.Percent or QuantityKind.Money;
            if ((sameUnit || sameKind) && !Has(mine, other) && !number.Approximate && !other.Approximate)
            {
                found = other;
                candidates++;
            }
        }

        // A number that another place of the grounds states may be right for another reason.
        bool stated = !DetailChecker.IsOwnCount(number) && NumberSupport.IsSupported(pair.Output, number, pair.Grounds);
        return candidates == 1 && (!stated || IsOfAnotherThing(pair, number)) ? found : null;
    }

    /// <summary>Every sentence that has the number speaks of the claim's subject far less than this one does.</summary>
    private static bool IsOfAnotherThing(SentencePair pair, Quantity number)
    {
        float near = pair.CoverageWithout(number.FirstToken, number.EndToken);
        int left = MostPlaces;
        foreach (PassageSentence place in pair.Grounds.Index.With(pair.Output.Tokens[number.FirstToken].Stem))
        {
            if (left-- == 0 || place.Sentence.EndToken - place.Sentence.FirstToken > LongestSentence)
            {
                return false;
            }

            TextFacts passage = pair.Grounds.Index.Passages[place.Passage];
            var other = new SentencePair(
                pair.Output, pair.Claim, passage, place.Sentence, new PassageMatch(place, 0), pair.Grounds);
            if (other.CoverageWithout(number.FirstToken, number.EndToken) > near * FarLess)
            {
                return false;
            }
        }

        return near >= SameThing && left < MostPlaces;
    }

    private static bool Has(ReadOnlySpan<Quantity> numbers, Quantity number)
    {
        foreach (Quantity other in numbers)
        {
            if (other.Equals(number.Value)
                || Math.Abs(other.Value - number.Value) <= number.Step / 2 * (number.Step < 1 ? 1 : 0))
            {
                return true;
            }
        }

        return false;
    }

    private static ReadOnlySpan<Quantity> Within(ReadOnlySpan<Quantity> numbers, Sentence sentence)
    {
        int first = 0;
        int high = numbers.Length;
        while (first < high)
        {
            int middle = (first + high) / 2;
            (first, high) = numbers[middle].Start < sentence.Start ? (middle + 1, high) : (first, middle);
        }

        int end = first;
        while (end < numbers.Length && numbers[end].Start < sentence.End)
        {
            end++;
        }

        return numbers[first..end];
    }
}
