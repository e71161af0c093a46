using System.Buffers;
using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Valiqor.Text.Markdown;
using Valiqor.Text.Patterns;

namespace Valiqor.Analysis.Rules.HallucinationGrounding;

/// <summary>Finds e-mail addresses and phone numbers that no source has.</summary>
internal sealed class MadeUpContacts : IFindAll<DetailSearch, MadeUpDetail>
{
    private const int MostContacts = 30;

    /// <summary>So many last digits tell a line, however its country and area codes are written.</summary>
    private const int TellingDigits = 7;
    private const int FewestDigits = 9;

    private static readonly SearchValues<char> NumberStarts = SearchValues.Create("+(0123456789");

    public ImmutableArray<string> Rules => ["mail_not_in_sources", "phone_not_in_sources"];

    public void Find(DetailSearch search, List<MadeUpDetail> found)
    {
        FindMail(search.Output, search.Code, search.Sources, found);
        FindPhones(search.Output, search.Code, search.Sources, found);
    }

    private static void FindMail(string output, MarkdownCode code, KnownSources sources, List<MadeUpDetail> found)
    {
        int left = MostContacts;
        foreach (ValueMatch match in MailAddresses.EnumerateMatches(output))
        {
            ReadOnlySpan<char> address = output.AsSpan(match.Index, match.Length);
            if (left-- == 0)
            {
                break;
            }

            if (!code.Holds(match.Index) && !IsPlaceholder(address) && !sources.Have(address))
            {
                found.Add(new(match.Index, match.Index + match.Length, "mail_not_in_sources", "e-mail address",
                    "No source has this address.", 0.85));
            }
        }
    }

    private static void FindPhones(string output, MarkdownCode code, KnownSources sources, List<MadeUpDetail> found)
    {
        Span<char> digits = stackalloc char[24];
        int left = MostContacts;
        foreach (ValueMatch match in PhoneNumbers.EnumerateMatches(output))
        {
            if (left-- == 0)
            {
                break;
            }

            int first = output.AsSpan(match.Index, match.Length).IndexOfAny(NumberStarts) + match.Index;
            int end = match.Index + match.Length;
            int count = 0;
            foreach (char c in output.AsSpan(first, end - first))
            {
                if (char.IsAsciiDigit(c) && count < digits.Length)
                {
                    digits[count++] = c;
                }
            }

            if (count >= FewestDigits && !code.Holds(first)
                && !sources.HaveDigits(digits[(count - TellingDigits)..count]))
            {
                found.Add(new(first, end, "phone_not_in_sources", "phone number", "No source has this number.", 0.85));
            }
        }
    }

    private static bool IsPlaceholder(ReadOnlySpan<char> address) =>
        address.Contains("example", StringComparison.OrdinalIgnoreCase)
        || address.StartsWith("your", StringComparison.OrdinalIgnoreCase)
        || address.StartsWith("name", StringComparison.OrdinalIgnoreCase)
        || address.Contains("@your", StringComparison.OrdinalIgnoreCase)
        || address.Contains("@domain.", StringComparison.OrdinalIgnoreCase)
        || address.Contains("@company.", StringComparison.OrdinalIgnoreCase);

    private static readonly Pattern MailAddresses = Pattern.Of(
        @"\b[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){0,4}\.[A-Za-z]{2,24}\b");

    /// <summary>With a plus, or behind a word that names a phone: other rows of digits are something else.</summary>
    private static readonly Pattern PhoneNumbers = Pattern.AnyCase(
        @"(?:\+|\b(?:tel|phone|telephone|call|call us at|call us on|fax|hotline|mobile|whatsapp|text|dial)\b"
            + @"(?: number)?(?: is| at| us at| us on| on)?[.:]? {0,2}\(?)[0-9](?:[ ().-]{0,2}[0-9]){8,16}");
}
