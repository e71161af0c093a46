using Valiqor.Text.Patterns;


namespace Valiqor.Analysis.Rules.SecuritySafety;

/// <summary>Finds payment card numbers (ISO/IEC 7812): issuer range, length and Luhn digit all hold.</summary>
internal static class PaymentCards
{
    private const int Shortest = 12;
    private const int Longest = 19;

    public static SensitiveValue? In(NumberRun run)
    {
        // The number may stand between others ("card 4111 1111 1111 1111 12/30"), always from a group's start.
        for (int first = 0; first < run.Count; first++)
        {
            for (int count = run[first].Length < 4 ? 0 : run.Count - first; count > 0; count--)
            {
                NumberRun part = run.Slice(first, count);
                if (part.Digits is >= Shortest and <= Longest && part.StandsApart && HasCardLayout(part)
                    && IsCard(part))
                {
                    return new SensitiveValue(part.Start, part.End, "payment_card", "a payment card number", 0.95);
                }
            }
        }

        return null;
    }

    /// <summary>
    /// One piece, fours with a shorter rest, or 4-6-5 and 4-6-4 as American Express and Diners print them.
    /// </summary>
    private static bool HasCardLayout(NumberRun run)
    {
        if (run.Count == 1)
        {
            return true;
        }

        if (run.Count == 3 && run[0].Length == 4 && run[1].Length == 6 && run[2].Length is 4 or 5)
        {
            return true;
        }

        for (int i = 0; i < run.Count - 1; i++)
        {
            if (run[i].Length != 4 || run.After(i) is not (" " or "-" or "\u00a0" or "." or " - "))
            {
                return false;
            }
        }

        return run.Count >= 4 && run[run.Count - 1].Length <= 4;
    }

    private static bool IsCard(NumberRun run)
    {
        Span<char> digits = stackalloc char[Longest];
        int length = run.CopyDigits(digits);
        digits = digits[..length];
        return PassesLuhn(digits)
            && (IsIssued(digits) || CardWord.IsMatch(run.Before(40)))
            && !OtherNumber.IsMatch(run.Before(24));
    }

    /// <summary>Issuer ranges and lengths as the card schemes publish them.</summary>
    private static bool IsIssued(ReadOnlySpan<char> digits)
    {
        int length = digits.Length;
        int six = int.Parse(digits[..6]);
        int four = six / 100;
        int two = four / 100;
        bool visa = two / 10 == 4 && length is 13 or 16 or 19;
        bool mastercard = (two is >= 51 and <= 55 || four is >= 2221 and <= 2720) && length == 16;
        bool amex = two is 34 or 37 && length == 15;
        bool discover = (four == 6011 || six is >= 644000 and <= 659999) && length is >= 16 and <= 19;
        bool unionPay = two is 62 or 81 && length is >= 16 and <= 19;
        bool jcb = (four is >= 3528 and <= 3589 && length is >= 16 and <= 19) || (four is 2131 or 1800 && length == 15);
        bool diners = (four / 10 is >= 300 and <= 305 || four == 3095 || two is 36 or 38 or 39)
            && length is >= 14 and <= 19;
        bool mir = four is >= 2200 and <= 2204 && length is >= 16 and <= 19;
        bool maestro = four is 5018 or 5020 or 5038 or 5893 or 6304 or 6759 or 6761 or 6762 or 6763
            && length is >= 12 and <= 19;
        return visa || mastercard || amex || discover || unionPay || jcb || diners || mir || maestro;
    }

    private static bool PassesLuhn(ReadOnlySpan<char> digits)
    {
        int sum = 0;
        for (int i = 0; i < digits.Length; i++)
        {
            int digit = digits[^(i + 1)] - '0';
            int twice = digit * 2;
            sum += i % 2 == 0 ? digit : twice > 9 ? twice - 9 : twice;
        }

        return sum % 10 == 0;
    }

    /// <summary>Said to be a card, a number outside of the ranges known here is one too.</summary>
    private static readonly Pattern CardWord = Pattern.AnyCase(
        @"\b(?:(?:credit|debit|bank|payment|gift)? ?cards?|visa|master ?card|amex|american express|discover"
            + @"|maestro|jcb|cc)\b");

    /// <summary>Long numbers of another kind, told by the word before them.</summary>
    private static readonly Pattern OtherNumber = Pattern.AnyCase(
        @"\b(?:isbn|issn|ean|upc|gtin|barcode|imei|tracking|order|invoice|ticket|serial|timestamp|shipment|parcel"
            + @"|doi|sku)"
            + @"(?:[ -]?13)?(?: (?:number|no\.?|id|code|is))*[ :#=]{0,3}$");
}
