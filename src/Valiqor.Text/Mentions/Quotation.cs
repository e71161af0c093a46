namespace Valiqor.Text.Mentions;

/// <summary>Words in double quotation marks; the span is what stands between the marks.</summary>
public readonly record struct Quotation(int Start, int End)
{
    private const int Longest = 1_000;

    internal static Quotation[] Read(string text)
    {
        List<Quotation>? found = null;
        int i = 0;
        while (i < text.Length && text.AsSpan(i).IndexOfAny('"', '\u201c', '«') is var skip and >= 0)
        {
            int start = i + skip + 1;
            char closer = text[start - 1] switch { '"' => '"', '«' => '»', _ => '\u201d' };
            int window = Math.Min(Longest, text.Length - start);
            int length = text.AsSpan(start, window).IndexOf(closer);
            if (length > 0)
            {
                (found ??= []).Add(new Quotation(start, start + length));
            }

            i = length >= 0 ? start + length + 1 : start;
        }

        return found is null ? [] : [.. found];
    }
}
