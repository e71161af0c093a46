using System.Text;

namespace Valiqor.Text.JsonSchema.Formats;

/// <summary>
/// The encoding of Unicode labels in ASCII: Punycode, RFC 3492, with the parameters of its section 5.
/// </summary>
internal static class Punycode
{
    private const int Base = 36;
    private const int LeastThreshold = 1;
    private const int LargestThreshold = 26;
    private const int FirstCodePoint = 128;
    private const int FirstBias = 72;

    /// <summary>Null for a text that encodes nothing.</summary>
    public static string? Decode(string text)
    {
        int delimiter = text.LastIndexOf('-');
        List<int> output = [.. text[..Math.Max(delimiter, 0)].Select(c => (int)c)];
        long point = FirstCodePoint;
        long index = 0;
        int bias = FirstBias;
        int at = delimiter + 1;
        while (at < text.Length)
        {
            long start = index;
            long weight = 1;
            for (int k = Base; ; k += Base)
            {
                int digit = at < text.Length ? Digit(text[at++]) : -1;
                if (digit < 0 || weight > int.MaxValue)
                {
                    return null;
                }

                index += digit * weight;
                int threshold = Math.Clamp(k - bias, LeastThreshold, LargestThreshold);
                if (digit < threshold)
                {
                    break;
                }

                weight *= Base - threshold;
            }

            bias = Adapt(index - start, output.Count + 1, start == 0);
            point += index / (output.Count + 1);
            index %= output.Count + 1;
            if (!Rune.IsValid((int)Math.Min(point, int.MaxValue)))
            {
                return null;
            }

            output.Insert((int)index++, (int)point);
        }

        return string.Concat(output.Select(char.ConvertFromUtf32));
    }

    /// <summary>The encoding without its prefix <c>xn--</c>.</summary>
    public static string Encode(string label)
    {
        int[] input = [.. label.EnumerateRunes().Select(rune => rune.Value)];
        var output = new StringBuilder().Append([.. input.Where(point => point < 128).Select(point => (char)point)]);
        int basic = output.Length;
        int handled = basic;
        if (basic > 0)
        {
            output.Append('-');
        }

        int current = FirstCodePoint;
        long delta = 0;
        int bias = FirstBias;
        while (handled < input.Length)
        {
            int next = input.Where(point => point >= current).Min();
            delta += (long)(next - current) * (handled + 1);
            current = next;
            foreach (int point in input)
            {
                delta += point < current ? 1 : 0;
                if (point != current)
                {
                    continue;
                }

                AppendNumber(output, delta, bias);
                bias = Adapt(delta, handled + 1, handled == basic);
                delta = 0;
                handled++;
            }

            delta++;
            current++;
        }

        return output.ToString();
    }

    private static void AppendNumber(StringBuilder output, long number, int bias)
    {
        for (int k = Base; ; k += Base)
        {
            int threshold = Math.Clamp(k - bias, LeastThreshold, LargestThreshold);
            if (number < threshold)
            {
                output.Append(Letter((int)number));
                return;
            }

            output.Append(Letter((int)(threshold + ((number - threshold) % (Base - threshold)))));
            number = (number - threshold) / (Base - threshold);
        }
    }

    private static char Letter(int digit) => (char)(digit < 26 ? 'a' + digit : '0' + digit - 26);

    private static int Digit(char c) => c switch
    {
        >= 'a' and <= 'z' => c - 'a',
        >= '0' and <= '9' => c - '0' + 26,
        _ => -1,
    };

    private static int Adapt(long delta, int count, bool isFirst)
    {
        delta = isFirst ? delta / 700 : delta / 2;
        delta += delta / count;
        int k = 0;
        while (delta > (Base - LeastThreshold) * LargestThreshold / 2)
        {
            delta /= Base - LeastThreshold;
            k += Base;
        }

        return k + (int)((Base - LeastThreshold + 1) * delta / (delta + 38));
    }
}
