using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Valiqor.Text.Markdown;
using Valiqor.Text.Patterns;

namespace Valiqor.Analysis.Rules.HallucinationGrounding;

/// <summary>
/// Finds ISBNs, ISSNs, ORCID iDs and arXiv numbers that cannot exist: their check digit or their month is wrong.
/// </summary>
internal sealed class ImpossibleIdentifiers : IFindAll<DetailSearch, MadeUpDetail>
{
    private const int MostIdentifiers = 30;

    public ImmutableArray<string> Rules => ["impossible_identifier"];

    public void Find(DetailSearch search, List<MadeUpDetail> found)
    {
        (string output, MarkdownCode code, KnownSources sources) = (search.Output, search.Code, search.Sources);
        int left = MostIdentifiers;
        Span<int> digits = stackalloc int[20];
        foreach (ValueMatch match in Labelled.EnumerateMatches(output))
        {
            if (left-- == 0)
            {
                return;
            }

            ReadOnlySpan<char> words = output.AsSpan(match.Index, match.Length);
            int first = IndexOfNumber(words);
            int count = Digits(words[first..], digits);
            string? wrong = words[0] switch
            {
                'I' or 'i' when words[2] is 'B' or 'b' => WrongBook(digits[..count]),
                'I' or 'i' => WrongSerial(digits[..count]),
                'o' or 'O' => WrongPerson(digits[..count]),
                _ => WrongPreprint(digits[..count]),
            };
            int start = match.Index + first;
            int end = match.Index + match.Length;
            if (wrong is not null && !code.Holds(start) && !sources.HaveLetters(output.AsSpan(start, end - start)))
            {
                found.Add(new(start, end, "impossible_identifier", "identifier", wrong, 0.9));
            }
        }
    }

    /// <summary>Behind the label, whose own "10" or "13" ("ISBN-13:") is not part of the number.</summary>
    private static int IndexOfNumber(ReadOnlySpan<char> words)
    {
        int at = words.IndexOfAnyInRange('0', '9');
        bool length = words[at..].StartsWith("13:") || words[at..].StartsWith("10:") || words[at..].StartsWith("13 ")
            || words[at..].StartsWith("10 ");
        return length && words.StartsWith("ISBN", StringComparison.OrdinalIgnoreCase) && words.Length - at > 12
            ? at + 2 + words[(at + 2)..].IndexOfAnyInRange('0', '9')
            : at;
    }

    private static int Digits(ReadOnlySpan<char> words, Span<int> digits)
    {
        int count = 0;
        foreach (char c in words)
        {
            if (count < digits.Length && (char.IsAsciiDigit(c) || c is 'X' or 'x'))
            {
                digits[count++] = char.IsAsciiDigit(c) ? c - '0' : 10;
            }
        }

        return count;
    }

    /// <summary>ISO 2108: weights 10 to 1 modulo 11, or 1 and 3 in turn modulo 10.</summary>
    private static string? WrongBook(ReadOnlySpan<int> digits)
    {
        int sum = 0;
        for (int i = 0; i < digits.Length; i++)
        {
            sum += digits.Length == 10 ? (10 - i) * digits[i] : (i % 2 == 0 ? 1 : 3) * digits[i];
        }

        return digits.Length switch
        {
            10 => sum % 11 == 0 ? null : "The check digit of this ISBN is wrong: no such book exists.",
            13 => sum % 10 == 0 ? null : "The check digit of this ISBN is wrong: no such book exists.",
            _ => null,
        };
    }

    /// <summary>ISO 3297: weights 8 to 1 modulo 11.</summary>
    private static string? WrongSerial(ReadOnlySpan<int> digits)
    {
        int sum = 0;
        for (int i = 0; i < digits.Length; i++)
        {
            sum += (8 - i) * digits[i];
        }

        return digits.Length != 8 || sum % 11 == 0
            ? null : "The check digit of this ISSN is wrong: no such journal exists.";
    }

    /// <summary>ISO 7064, MOD 11-2, as ORCID uses it.</summary>
    private static string? WrongPerson(ReadOnlySpan<int> digits)
    {
        int total = 0;
        foreach (int digit in digits[..Math.Max(0, digits.Length - 1)])
        {
            total = (total + digit) * 2 % 11;
        }

        return digits.Length != 16 || (12 - total) % 11 == digits[^1]
            ? null : "The check digit of this ORCID iD is wrong: it is nobody's.";
    }

    /// <summary>Since April 2007 a number begins with year and month.</summary>
    private static string? WrongPreprint(ReadOnlySpan<int> digits)
    {
        int year = digits.Length < 8 ? 0 : (10 * digits[0]) + digits[1];
        int month = digits.Length < 8 ? 0 : (10 * digits[2]) + digits[3];
        return digits.Length < 8 || (month is >= 1 and <= 12 && year >= 7)
            ? null : "An arXiv number begins with year and month, from 0704 on: no such paper exists.";
    }

    private static readonly Pattern Labelled = Pattern.AnyCase(
        @"\b(?:ISBN(?:-1[03])?:? ?(?:1[03]: ?)?[0-9](?:[- ]?[0-9]){8,11}[- ]?[0-9X]|ISSN:? ?[0-9]{4}-[0-9]{3}[0-9X]"
            + @"|orcid\.org/[0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9X]"
            + @"|arXiv[: ]{1,2}[0-9]{4}\.[0-9]{4,5})\b");
}
