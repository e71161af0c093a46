using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Valiqor.Analysis.Rules.SecuritySafety;

/// <summary>Finds International Bank Account Numbers (ISO 13616): country, length and check digits all hold.</summary>
internal sealed class BankAccounts : IFindAll<string, SensitiveValue>
{
    private const int Longest = 34;

    /// <summary>Length by country, from the SWIFT IBAN registry.</summary>
    private static readonly FrozenDictionary<string, int> Lengths = (
        "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 "
        + "EE20 EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 "
        + "IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 "
        + "NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 "
        + "SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30")
        .Split(' ').ToFrozenDictionary(row => row[..2], row => int.Parse(row.AsSpan(2)), StringComparer.Ordinal);

    public ImmutableArray<string> Rules => ["iban"];

    public void Find(string text, List<SensitiveValue> found)
    {
        Span<char> compact = stackalloc char[Longest];
        for (int i = 0; i + 15 <= text.Length; i++)
        {
            // Two capitals, two digits, at the start of a word: rare enough to need no other filter.
            if (!char.IsAsciiDigit(text[i + 2]))
            {
                continue;
            }

            if (char.IsAsciiLetterUpper(text[i]) && char.IsAsciiLetterUpper(text[i + 1])
                && char.IsAsciiDigit(text[i + 3])
                && (i == 0 || !char.IsLetterOrDigit(text[i - 1]))
                && Lengths.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text.AsSpan(i, 2), out int length)
                && ReadCompact(text, i, compact[..length]) is > 0 and var end
                && HasCheckDigits(compact[..length]))
            {
                found.Add(new SensitiveValue(i, end, "iban", "a bank account number (IBAN)", 0.97));
                i = end - 1;
            }
        }
    }

    /// <summary>Fills the span with the characters from the place on, leaving out single spaces and hyphens.</summary>
    /// <returns>The end in the text, or -1 when the text is shorter, or goes on.</returns>
    private static int ReadCompact(string text, int start, Span<char> into)
    {
        int i = start;
        for (int filled = 0; filled < into.Length; i++)
        {
            if (i >= text.Length)
            {
                return -1;
            }

            if (char.IsAsciiLetterUpper(text[i]) || char.IsAsciiDigit(text[i]))
            {
                into[filled++] = text[i];
            }
            else if (text[i] is not (' ' or '-' or '\u00a0') || filled % 4 != 0 || text[i - 1] is ' ' or '-')
            {
                return -1;
            }
        }

        return i < text.Length && char.IsLetterOrDigit(text[i]) ? -1 : i;
    }

    /// <summary>ISO 7064, MOD 97-10.</summary>
    private static bool HasCheckDigits(ReadOnlySpan<char> iban)
    {
        int rest = 0;
        for (int i = 0; i < iban.Length; i++)
        {
            char c = iban[(i + 4) % iban.Length];
            rest = char.IsAsciiDigit(c) ? (rest * 10 + (c - '0')) % 97 : (rest * 100 + (c - 'A' + 10)) % 97;
        }

        return rest == 1;
    }
}
