using System.Text.RegularExpressions;
using PhoneNumbers;
using Valiqor.Text.Patterns;

namespace Valiqor.Analysis.Rules.SecuritySafety;

/// <summary>
/// Finds private phone numbers; free-phone lines and those a firm publishes for its customers are none.
/// </summary>
internal sealed class PhoneLines
{
    /// <summary>Looking a number up in every region takes tens of microseconds: a text gets this many looks.</summary>
    private const int MostLookups = 200;

    /// <summary>Where a number without country code is looked up, the most populous numbering plans first.</summary>
    private static readonly string[] Regions =
    [
        "US", "GB", "DE", "FR", "IT", "ES", "IN", "AU", "BR", "MX", "NL", "BE", "CH", "AT", "SE", "NO", "DK", "FI",
        "PL", "CZ", "PT", "IE", "JP", "KR", "CN", "ZA", "NG", "TR", "RU", "NZ", "SG", "IL", "ID", "PH", "PK",
    ];

    private int _lookups;

    public SensitiveValue? In(NumberRun run)
    {
        if (IsFreeLine(run))
        {
            return null;
        }

        // A house number or a date may stand right before or behind: the whole run first, then without its edges.
        return Whole(run)
            ?? (run.Count > 2 ? Whole(run.Slice(0, run.Count - 1)) ?? Whole(run.Slice(1, run.Count - 1)) : null);
    }

    private SensitiveValue? Whole(NumberRun run)
    {
        if (run.Digits is < 7 or > 15 || !StandsApart(run) || IsOtherNumber(run))
        {
            return null;
        }

        bool plus = run.Start > 0 && run.Text[run.Start - 1] == '+'
            || run.Start > 1 && run.Text[run.Start - 1] == '(' && run.Text[run.Start - 2] == '+';
        bool named = PhoneWord.IsMatch(run.Before(48)) || PhoneWordBehind.IsMatch(run.Behind(14));
        double confidence = plus || run[0].StartsWith("00") ? International(run, named) : National(run, named);
        if (confidence == 0 || PublicLine.IsMatch(run.Before(72)))
        {
            return null;
        }

        int start = run.Start;
        while (start > 0 && run.Text[start - 1] is '+' or '(')
        {
            start--;
        }

        return new SensitiveValue(start, End(run), "phone", "a phone number", confidence)
        {
            IsFictional = IsFictional(DigitsOf(run)),
        };
    }

    private static int End(NumberRun run)
    {
        ValueMatch extension = default;
        foreach (ValueMatch match in Extension.EnumerateMatches(run.Behind(14)))
        {
            extension = match;
            break;
        }

        return run.End + extension.Length;
    }

    private static bool StandsApart(NumberRun run)
    {
        // "x0135" and "ext. 4" belong to a phone number, where any other letter behind it makes another thing.
        bool extended = Extension.IsMatch(run.Behind(14));
        return extended || run.StandsApart;
    }

    private static double International(NumberRun run, bool named)
    {
        string digits = DigitsOf(run);
        bool marked = !digits.StartsWith("00", StringComparison.Ordinal);
        PhoneNumber? number = Parse("+" + (marked ? digits : digits[2..]), "ZZ");
        return number is null ? named && run.Count > 1 ? 0.75 : 0
            : PhoneNumberUtil.GetInstance() is var util && util.IsValidNumber(number) ? IsPublic(number) ? 0 : 0.95
            : util.IsPossibleNumber(number) && (named || (marked && run.Count > 1)) ? 0.8
            : named && run.Count > 1 ? 0.75 : 0;
    }

    private double National(NumberRun run, bool named)
    {
        string digits = DigitsOf(run);
        if (digits.AsSpan().IndexOfAnyExcept(digits[0]) < 0 || "01234567890".Contains(digits, StringComparison.Ordinal))
        {
            return 0;
        }

        bool nanp = run.Count is 3 or 4 && run[run.Count - 1].Length == 4 && run[run.Count - 2].Length == 3
            && run[run.Count - 3].Length == 3 && (run.Count == 3 || run[0] is "1")
            && run.After(run.Count - 2) is "-" or "." or " ";
        // 3-3-4 with hyphens or an area in parentheses is written for nothing else.
        bool parentheses = run.Start > 0 && run.Text[run.Start - 1] == '(';
        if (nanp && (run.After(run.Count - 2) is "-" || parentheses) && digits[^10] >= '2')
        {
            return named || parentheses ? 0.93 : 0.85;
        }

        if (named)
        {
            return run.Count > 1 ? 0.85 : IsKnown(run, digits, sameGroups: false) ? 0.8 : 0;
        }

        bool thousands = run.Count > 1 && run[0].Length <= 3 && digits[0] != '0'
            && run.Digits == run[0].Length + (run.Count - 1) * 3
            && run.After(0) is not "-";
        return run.Digits >= 9 && run.Count > 1 && !thousands && IsKnown(run, digits, sameGroups: true) ? 0.7 : 0;
    }

    /// <summary>Some region has such a number, written in these groups where that is asked.</summary>
    private bool IsKnown(NumberRun run, string digits, bool sameGroups)
    {
        if (_lookups++ >= MostLookups)
        {
            return false;
        }

        var util = PhoneNumberUtil.GetInstance();
        foreach (string region in Regions)
        {
            if (Parse(digits, region) is { } number && util.IsValidNumberForRegion(number, region) && !IsPublic(number)
                && (!sameGroups || HasGroupsOf(run, util.Format(number, PhoneNumberFormat.NATIONAL))))
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasGroupsOf(NumberRun run, string format)
    {
        int group = 0;
        for (int i = 0; i < format.Length;)
        {
            int end = i;
            while (end < format.Length && char.IsAsciiDigit(format[end]))
            {
                end++;
            }

            if (end > i && (group >= run.Count || !run[group++].SequenceEqual(format.AsSpan(i, end - i))))
            {
                return false;
            }

            i = end + 1;
        }

        return group == run.Count;
    }

    private static PhoneNumber? Parse(string digits, string region)
    {
        try
        {
            return PhoneNumberUtil.GetInstance().Parse(digits, region);
        }
        catch (NumberParseException)
        {
            return null;
        }
    }

    private static bool IsPublic(PhoneNumber number) => PhoneNumberUtil.GetInstance().GetNumberType(number)
        is PhoneNumberType.TOLL_FREE or PhoneNumberType.SHARED_COST or PhoneNumberType.PREMIUM_RATE
        or PhoneNumberType.UAN;

    /// <summary>"800-275-2273" and the other areas that North America keeps for free-phone lines.</summary>
    private static bool IsFreeLine(NumberRun run)
    {
        if (run.Digits is not (10 or 11))
        {
            return false;
        }

        ReadOnlySpan<char> digits = DigitsOf(run);
        return (run.Digits == 10 || digits[0] == '1')
            && digits[^10..^7] is "800" or "888" or "877" or "866" or "855" or "844" or "833";
    }

    /// <summary>Area code 555 is not assigned in North America; films, forms and models use it.</summary>
    private static bool IsFictional(string digits) =>
        digits.Length is 10 or 11 && digits.AsSpan(digits.Length - 10, 3) is "555" || digits is "5551234" or "5551212";

    private static string DigitsOf(NumberRun run)
    {
        Span<char> digits = stackalloc char[15];
        return digits[..run.CopyDigits(digits)].ToString();
    }

    /// <summary>Dates, spans of years, decimals, and numbers that the word before calls something else.</summary>
    private static bool IsOtherNumber(NumberRun run)
    {
        bool date = run.Count >= 3 && run[0].Length == 4 && run[0][0] is '1' or '2' && run[1].Length == 2
            && run[2].Length == 2
            || run.Count >= 3 && run[0].Length <= 2 && run[1].Length <= 2 && run[2].Length == 4
            && run[2][0] is '1' or '2'
                && run.Count < 5 && run.After(0) is "/" or "." or "-";
        bool years = run.Count == 2 && run[0].Length == 4 && run[1].Length == 4
            && run[0] is ['1', '5' or '6' or '7' or '8' or '9', ..] or ['2', '0', ..]
            && run[1] is ['1', '9' or '8' or '7', ..] or ['2', '0', ..];
        bool two = run.Count == 2 && run.After(0) is ".";
        bool fraction = run.Count == 2 && run.After(0).Contains('/') && run[1].Length < 6;
        return date || years || two || fraction || OtherWord.IsMatch(run.Before(32));
    }

    private static readonly Pattern PhoneWord = Pattern.AnyCase(
        @"\b(?:tele)?phones?\b|\b(?:tel|mobile|cell|cellphone|handy|fax|whats ?app|telegram|signal|sms|text(?:ed"
            + @"|ing)?|dial\w*|hotline"
            + @"|call(?:ed|ing|s)?|ring|reach(?:ed|able)?|answer(?:ing)?|messages? to|registered|contact\w*|landline"
            + @"|line"
            + @"|extension|pager|voicemail|desk|direct|number|telefon\w*|telefono|teléfono|móvil|celular|numéro"
            + @"|rufnummer|mobil\w*"
            + @"|portable|nummer|número|telefoon|телефон)\b");

    private static readonly Pattern PhoneWordBehind = Pattern.AnyCase(
        @"^[ ,\-–(]{0,3}(?:office|mobile|fax|cell|home|work|tel|phone|direct)\b");

    private static readonly Pattern Extension = Pattern.AnyCase(@"^ ?(?:x|ext\.?|extension) ?\d{1,6}\b");

    private static readonly Pattern OtherWord = Pattern.AnyCase(
        @"\b(?:orders?|invoice|tickets?|case|ref(?:erence)?|ids?|accounts?|acct|zip|postal|serial|model|sku|isbn"
            + @"|issn|tracking"
            + @"|licen[cs]e|policy|part|version|date|dates?|room|patent|passport|customer|member(?:ship)?|booking"
            + @"|reservation"
            + @"|confirmation|transaction|claim|batch|lot|item|product|docket|vin|npi|ein|iban|bsb|routing|card|code"
            + @"|ssn|security"
            + @"|population|hash|seed|timestamp|roll|registration|student|employee|iin|nhs|aadhaar|pan|box|suite"
            + @"|apt\.?|unit|when|on)"
            + @"(?: (?:number|numbers|no\.?|nr\.?|id|code|key))?(?: (?:is|are|was))?[ :#=()""'`*]{0,4}$");

    private static readonly Pattern PublicLine = Pattern.AnyCase(
        @"\b(?:support|customer[ -](?:service|care)|help ?line|hotline|help ?desk|our (?:office|team|number|store"
            + @"|branch|shop)"
            + @"|front desk|reception|switchboard|headquarters|head office|toll[ -]free|emergency|crisis|lifeline"
            + @"|call us|contact us"
            + @"|reach us|call centre|call center|reservations|box office|service (?:line|desk|team|number)"
            + @"|samaritans|national)\b");
}
