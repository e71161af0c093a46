using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Valiqor.Text.Markdown;
using Valiqor.Text.Patterns;

namespace Valiqor.Analysis.Rules.HallucinationGrounding;

/// <summary>Finds order numbers, article codes, versions and paragraphs of rules that no source has.</summary>
internal sealed class MadeUpIdentifiers : IFindAll<DetailSearch, MadeUpDetail>
{
    private const int MostIdentifiers = 40;

    /// <summary>Standards and names that anyone knows, by what stands before their digits.</summary>
    private static readonly HashSet<string> CommonPrefixes = new(StringComparer.OrdinalIgnoreCase)
    {
        "iso", "iec", "din", "en", "rfc", "sha", "utf", "ieee", "gpt", "covid", "http", "mp", "aes", "rsa", "cp",
        "ascii", "windows", "php", "net", "es", "ecma", "python", "java", "usb", "md", "gb", "mb", "kb", "usd",
        "eur", "gbp", "fy", "fig", "vol", "no", "nr", "pp", "ad", "bc", "ce", "sars", "x", "h", "page", "chapter",
        "area", "rtx", "gtx",
    };

    public ImmutableArray<string> Rules => ["identifier_not_in_sources"];

    public void Find(DetailSearch search, List<MadeUpDetail> found)
    {
        (string output, MarkdownCode code, KnownSources sources) = (search.Output, search.Code, search.Sources);
        int left = MostIdentifiers;
        foreach (ValueMatch match in Codes.EnumerateMatches(output))
        {
            if (left-- == 0)
            {
                return;
            }

            ReadOnlySpan<char> words = output.AsSpan(match.Index, match.Length);
            int digit = words.IndexOfAnyInRange('0', '9');
            string prefix = words[..digit].TrimEnd("-_ #").ToString();
            if (!CommonPrefixes.Contains(prefix) && IsApart(output, match.Index, match.Length)
                && !code.Holds(match.Index) && !sources.HaveLetters(words))
            {
                found.Add(new(match.Index, match.Index + match.Length, "identifier_not_in_sources", "identifier",
                    "No source has this number or code.", 0.75));
            }
        }

        FindNamed(output, code, sources, found);
    }

    /// <summary>Behind a word that says what it numbers: "order 48213", "version 3.2", "§ 312g".</summary>
    private static void FindNamed(string output, MarkdownCode code, KnownSources sources, List<MadeUpDetail> found)
    {
        int left = MostIdentifiers;
        foreach (ValueMatch match in NamedNumbers.EnumerateMatches(output))
        {
            if (left-- == 0)
            {
                return;
            }

            int end = match.Index + match.Length;
            int start = end;
            while (start > match.Index && output[start - 1] is not (' ' or '#' or ':' or '§' or '\u00a0'))
            {
                start--;
            }

            ReadOnlySpan<char> number = output.AsSpan(start, end - start);
            bool telling = number.Length > 2 || number.Contains('.');
            if (telling && number.ContainsAnyInRange('0', '9') && !code.Holds(start) && !sources.Have(number)
                && !sources.HaveLetters(number)
                && !found.Any(other => other.Start <= start && other.End >= end))
            {
                found.Add(new(start, end, "identifier_not_in_sources", "identifier",
                    "No source has this number.", 0.75));
            }
        }
    }

    /// <summary>Not a part of an address, a path or a longer code.</summary>
    private static bool IsApart(string output, int start, int length)
    {
        char before = start > 0 ? output[start - 1] : ' ';
        char behind = start + length < output.Length ? output[start + length] : ' ';
        return before is not ('/' or '=' or '&' or '@' or '.' or '_' or '-' or '%' or '\\')
            && behind is not ('/' or '@' or '_' or '=');
    }

    /// <summary>Capitals and three digits or more: INC0012345, ORD-20391, CVE-2021-44228.</summary>
    private static readonly Pattern Codes = Pattern.Of(@"\b[A-Z]{2,8}[-_ #]{0,2}[0-9]{3,}(?:-[A-Z0-9]{1,12}){0,3}\b");

    private static readonly Pattern NamedNumbers = Pattern.AnyCase(
        @"(?:\b(?:order|ticket|invoice|case|reference|ref|tracking|confirmation|booking|policy|claim|purchase order"
            + @"|serial|part|article|section|clause|paragraph|regulation|version|release|model|account|customer"
            + @"|request)"
            + @"(?: (?:number|no\.?|id|code|#))?(?: is)?:? ?#?|§§? ?)"
            + @"[A-Za-z]{0,4}-?[0-9][0-9A-Za-z.-]{0,20}[0-9A-Za-z]");
}
