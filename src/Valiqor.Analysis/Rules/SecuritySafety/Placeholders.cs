namespace Valiqor.Analysis.Rules.SecuritySafety;

/// <summary>Tells a made-up stand-in for a secret from a secret.</summary>
internal static class Placeholders
{
    private static readonly string[] Marks =
    [
        "example", "your", "xxxx", "****", "....", "placeholder", "changeme", "dummy", "sample", "redacted", "insert",
        "replace", "abcdef", "fake", "0000000", "1111111", "secret_here", "key_here", "-here", "_here", "todo", "<",
        ">", "${", "{{", "hidden",
    ];

    public static bool Is(ReadOnlySpan<char> text)
    {
        foreach (string mark in Marks)
        {
            if (text.Contains(mark, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return text.Contains("123456789", StringComparison.Ordinal) && Entropy(text) < 4;
    }

    /// <summary>Shannon entropy in bits a character.</summary>
    public static double Entropy(ReadOnlySpan<char> text)
    {
        Span<int> counts = stackalloc int[128];
        foreach (char c in text)
        {
            counts[c & 127]++;
        }

        double bits = 0;
        foreach (int count in counts)
        {
            if (count > 0)
            {
                double share = (double)count / text.Length;
                bits -= share * Math.Log2(share);
            }
        }

        return bits;
    }
}
