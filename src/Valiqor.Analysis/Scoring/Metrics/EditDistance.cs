namespace Valiqor.Analysis.Scoring.Metrics;

/// <summary>
/// Levenshtein's distance by bit vectors: Myers, "A fast bit-vector algorithm for approximate string matching based on
/// dynamic programming", Journal of the ACM 46 (1999), with Hyyrö's change for the distance of whole texts (2003).
/// </summary>
/// <remarks>
/// Sixty-four rows of the table at a time, all of its columns, then the next sixty-four: what goes from one band to the
/// next is one step (−1, 0 or 1) a column, so memory is linear in the texts.
/// </remarks>
internal static class EditDistance
{
    /// <summary>
    /// The most work: columns times bands of 64 rows. Two texts of 16,384 characters each fit, or one of four million
    /// beside one of 64. What both texts begin and end with is not counted.
    /// </summary>
    public const long MostSteps = 4 * 1024 * 1024;

    private const int BandRows = 64;

    public static int[] CodePoints(string text) => [.. text.EnumerateRunes().Select(rune => rune.Value)];

    /// <summary>Null where the texts are more work than <see cref="MostSteps"/>.</summary>
    public static int? Between(ReadOnlySpan<int> left, ReadOnlySpan<int> right)
    {
        int same = left.CommonPrefixLength(right);
        left = left[same..];
        right = right[same..];
        same = CommonEnd(left, right);
        left = left[..^same];
        right = right[..^same];
        ReadOnlySpan<int> rows = left.Length <= right.Length ? left : right;
        ReadOnlySpan<int> columns = left.Length <= right.Length ? right : left;
        long bands = (rows.Length + BandRows - 1) / BandRows;
        return bands * columns.Length > MostSteps ? null
            : rows.IsEmpty ? columns.Length
            : Between(rows, Number(rows, columns));
    }

    private static int CommonEnd(ReadOnlySpan<int> left, ReadOnlySpan<int> right)
    {
        int same = 0;
        while (same < left.Length && same < right.Length && left[^(same + 1)] == right[^(same + 1)])
        {
            same++;
        }

        return same;
    }

    /// <summary>Small numbers for the characters, so that arrays can be indexed by them.</summary>
    private static Alphabet Number(ReadOnlySpan<int> rows, ReadOnlySpan<int> columns)
    {
        var numbers = new Dictionary<int, int>();
        int[] rowNumbers = new int[rows.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            if (!numbers.TryGetValue(rows[i], out rowNumbers[i]))
            {
                rowNumbers[i] = numbers[rows[i]] = numbers.Count + 1;
            }
        }

        int[] columnNumbers = new int[columns.Length];
        for (int i = 0; i < columns.Length; i++)
        {
            columnNumbers[i] = numbers.GetValueOrDefault(columns[i], Alphabet.Stranger);
        }

        return new Alphabet(rowNumbers, columnNumbers, numbers.Count + 1);
    }

    private static int Between(ReadOnlySpan<int> rows, Alphabet alphabet)
    {
        sbyte[] steps = new sbyte[alphabet.Columns.Length];
        Array.Fill(steps, (sbyte)1);
        ulong[] places = new ulong[alphabet.Size];
        for (int start = 0; start < rows.Length; start += BandRows)
        {
            ReadOnlySpan<int> band = alphabet.Rows.AsSpan(start, Math.Min(BandRows, rows.Length - start));
            for (int i = 0; i < band.Length; i++)
            {
                places[band[i]] |= 1UL << i;
            }

            Pass(alphabet.Columns, places, band.Length, steps);
            foreach (int character in band)
            {
                places[character] = 0;
            }
        }

        int distance = rows.Length;
        foreach (sbyte step in steps)
        {
            distance += step;
        }

        return distance;
    }

    /// <summary>Takes the steps along the band's upper edge, and leaves those along its lower edge.</summary>
    private static void Pass(int[] columns, ulong[] places, int height, sbyte[] steps)
    {
        ulong up = ulong.MaxValue;
        ulong down = 0;
        int last = height - 1;
        for (int column = 0; column < columns.Length; column++)
        {
            ulong equal = places[columns[column]];
            ulong above = steps[column] > 0 ? 1UL : 0;
            ulong below = steps[column] < 0 ? 1UL : 0;
            ulong vertical = equal | down;
            equal |= below;
            ulong horizontal = (((equal & up) + up) ^ up) | equal;
            ulong rises = down | ~(horizontal | up);
            ulong falls = up & horizontal;
            steps[column] = (sbyte)((int)(rises >> last & 1) - (int)(falls >> last & 1));
            rises = (rises << 1) | above;
            falls = (falls << 1) | below;
            up = falls | ~(vertical | rises);
            down = rises & vertical;
        }
    }

    /// <summary>Both texts in the numbers of the rows' characters.</summary>
    private readonly record struct Alphabet(int[] Rows, int[] Columns, int Size)
    {
        /// <summary>A character that no row has.</summary>
        public const int Stranger = 0;
    }
}
