using System.Buffers;

namespace Valiqor.Analysis.Rules.SecuritySafety;

/// <summary>Tells an attack from talk about attacks: quoted words in a text that says what they are.</summary>
internal static class QuotedMention
{
    private const int Near = 200;
    private static readonly SearchValues<char> Openings = SearchValues.Create("\"“„«‘`'");

    public static bool Is(PartText text, int from, int to) =>
        text.Has(Part.Meta) && IsQuoted(text.Text, text.Span(from, to));

    private static bool IsQuoted(string text, (int Start, int End) span)
    {
        ReadOnlySpan<char> before = text.AsSpan(Math.Max(0, span.Start - Near), Math.Min(Near, span.Start));
        int line = before.LastIndexOf('\n');
        before = before[(line + 1)..];
        int opening = before.LastIndexOfAny(Openings);
        if (opening < 0)
        {
            return false;
        }

        char closing = before[opening] switch
        {
            '“' => '”',
            '„' => '“',
            '«' => '»',
            '‘' => '’',
            var same => same,
        };
        bool open = before[opening] != closing || before.Count(closing) % 2 == 1;
        return open && text.AsSpan(span.End, Math.Min(Near, text.Length - span.End)).Contains(closing);
    }
}
