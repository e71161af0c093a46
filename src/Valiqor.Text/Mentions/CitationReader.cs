using System.Collections.Immutable;

namespace Valiqor.Text.Mentions;

/// <summary>Finds citation markers. Indexes in code, links, check boxes and footnotes' own lines are none.</summary>
internal static class CitationReader
{
    private const int LongestMarker = 60;
    private const int MostNumbers = 20;

    private static readonly string[] Names =
        ["documents", "document", "docs", "doc", "sources", "source", "passages", "passage", "references", "reference",
            "refs", "ref", "contexts", "context", "citation", "cite", "chunk", "snippet", "result"];

    public static CitationMarker[] Read(string text)
    {
        List<CitationMarker>? found = null;
        bool code = false;
        int i = 0;
        while (i < text.Length && text.AsSpan(i).IndexOfAny("[【(`") is var skip and >= 0)
        {
            i += skip;
            if (text[i] == '`')
            {
                int ticks = text.AsSpan(i).IndexOfAnyExcept('`') is var run and > 0 ? run : text.Length - i;
                int close = InlineEnd(text, i, ticks);
                code = ticks >= 3 ? !code : code;
                i = ticks >= 3 || close < 0 ? i + ticks : close;
                continue;
            }

            CitationMarker? marker = code ? null : ReadMarker(text, i);
            if (marker is { } value)
            {
                (found ??= []).Add(value);
            }

            i = marker?.End ?? i + 1;
        }

        return found is null ? [] : [.. found];
    }

    private static int InlineEnd(string text, int at, int ticks)
    {
        ReadOnlySpan<char> rest = text.AsSpan(at + ticks, Math.Min(200, text.Length - at - ticks));
        int close = rest.IndexOf('`');
        return close < 0 || rest[..close].Contains('\n') ? -1 : at + ticks + close + 1;
    }

    private static CitationMarker? ReadMarker(string text, int start)
    {
        char open = text[start];
        char closer = open switch { '[' => ']', '(' => ')', _ => '】' };
        ReadOnlySpan<char> window = text.AsSpan(start + 1, Math.Min(LongestMarker, text.Length - start - 1));
        int length = window.IndexOf(closer);
        if (length <= 0)
        {
            return null;
        }

        int end = start + length + 2;
        ReadOnlySpan<char> body = window[..length].Trim();
        bool named = TakeName(ref body);
        bool index = open == '[' && start > 0 && (char.IsLetterOrDigit(text[start - 1])
            || "_)".Contains(text[start - 1]))
            && !FollowsProse(text, start);
        bool linked = end < text.Length && text[end] is '(' or ':' or '[' && text[start] == '[' && !ChainsOn(text, end);
        if ((open == '(' && !named) || (index && !named) || linked
            || !TryNumbers(body, out ImmutableArray<int> numbers))
        {
            return null;
        }

        return new CitationMarker(start, end, numbers, named);
    }

    /// <summary>
    /// A word of prose may touch its marker ("Paris[1]."); a name of code ("a[1]") has no such neighbour.
    /// </summary>
    private static bool FollowsProse(string text, int start)
    {
        int word = start;
        while (word > 0 && start - word < 30 && char.IsLetter(text[word - 1]))
        {
            word--;
        }

        int close = text.IndexOf(']', start, Math.Min(12, text.Length - start));
        int after = close + 1;
        bool ends = close > 0 && (after >= text.Length || text[after] is '.' or ',' or ' ' or ';' or '[' or '\n');
        bool assigns = ends && after + 1 < text.Length
            && text.AsSpan(after).TrimStart(' ') is [('=' or '+' or '*'), ..];
        assigns |= text.AsSpan(0, word).TrimEnd(' ') is [.., '=' or '+' or '*' or '('];
        return start - word >= 3 && (word == 0 || text[word - 1] is ' ' or '\n' or '-') && ends && !assigns;
    }

    private static bool ChainsOn(string text, int end) =>
        text[end] == '[' && end + 1 < text.Length && char.IsAsciiDigit(text[end + 1]);

    private static bool TakeName(ref ReadOnlySpan<char> body)
    {
        body = body.TrimStart('^');
        foreach (string name in Names)
        {
            if (body.StartsWith(name, StringComparison.OrdinalIgnoreCase))
            {
                body = body[name.Length..].Trim(" #:_-.");
                return true;
            }
        }

        return false;
    }

    /// <summary>"1", "2, 3", "2 and 3", "1–3".</summary>
    private static bool TryNumbers(ReadOnlySpan<char> body, out ImmutableArray<int> numbers)
    {
        numbers = [];
        var found = ImmutableArray.CreateBuilder<int>(1);
        int i = 0;
        bool range = false;
        while (i < body.Length)
        {
            int digits = body[i..].IndexOfAnyExceptInRange('0', '9') is var run and >= 0 ? run : body.Length - i;
            if (digits is 0 or > 3)
            {
                return false;
            }

            int number = int.Parse(body.Slice(i, digits), System.Globalization.CultureInfo.InvariantCulture);
            int from = range && found.Count > 0 ? found[^1] + 1 : number;
            for (int n = from; n <= number && found.Count < MostNumbers; n++)
            {
                found.Add(n);
            }

            i += digits;
            int gap = body[i..].IndexOfAnyInRange('0', '9') is var next and >= 0 ? next : body.Length - i;
            ReadOnlySpan<char> between = body.Slice(i, gap).Trim();
            range = between is "-" or "–";
            if (!range && between is not ("" or "," or ";" or "and" or "&" or ", and"))
            {
                return false;
            }

            i += gap;
        }

        numbers = found.ToImmutable();
        return numbers.Length > 0;
    }
}
