using System.Collections.Frozen;

namespace Valiqor.Text.Words;

/// <summary>The English words that are numbers, that multiply a number, and that blur one.</summary>
public static class NumberWords
{
    private static readonly FrozenDictionary<ulong, double> Values = Build(
        "zero", 0, "one", 1, "two", 2, "three", 3, "four", 4, "five", 5, "six", 6, "seven", 7, "eight", 8, "nine", 9,
        "ten", 10, "eleven", 11, "twelve", 12, "thirteen", 13, "fourteen", 14, "fifteen", 15, "sixteen", 16,
        "seventeen", 17, "eighteen", 18, "nineteen", 19, "twenty", 20, "thirty", 30, "forty", 40, "fifty", 50,
        "sixty", 60, "seventy", 70, "eighty", 80, "ninety", 90);

    private static readonly FrozenDictionary<ulong, double> Ordinals = Build(
        "third", 3, "fourth", 4, "fifth", 5, "sixth", 6, "seventh", 7, "eighth", 8, "ninth", 9, "tenth", 10,
        "eleventh", 11, "twelfth", 12, "thirteenth", 13, "fourteenth", 14, "fifteenth", 15, "twentieth", 20);

    private static readonly FrozenDictionary<ulong, double> Magnitudes = Build(
        "hundred", 100, "thousand", 1e3, "million", 1e6, "billion", 1e9, "trillion", 1e12, "dozen", 12,
        "hundreds", 100, "thousands", 1e3, "millions", 1e6, "billions", 1e9, "crore", 1e7, "lakh", 1e5,
        "k", 1e3, "mn", 1e6, "mm", 1e6, "bn", 1e9, "mln", 1e6, "bln", 1e9, "tn", 1e12, "m", 1e6, "b", 1e9);

    private static readonly FrozenSet<ulong> Blurs = new[]
    {
        "about", "around", "approximately", "roughly", "nearly", "almost", "over", "under", "some", "circa", "ca",
        "approx", "estimated", "least", "most", "than", "exceeding", "above", "below", "up", "close", "just",
    }.Select(word => WordKey.Of(word)).ToFrozenSet();

    private static readonly FrozenSet<ulong> LetterMagnitudes =
        new[] { "k", "mn", "mm", "bn", "tn", "m", "b" }.Select(word => WordKey.Of(word)).ToFrozenSet();

    public static bool TryValue(ulong word, out double value) => Values.TryGetValue(word, out value);

    public static bool TryOrdinal(ulong word, out double value) => Ordinals.TryGetValue(word, out value);

    public static bool TryMagnitude(ulong word, out double value) => Magnitudes.TryGetValue(word, out value);

    /// <summary>"k" and "bn" are magnitudes only where they touch the number.</summary>
    public static bool IsLetterMagnitude(ulong word) => LetterMagnitudes.Contains(word);

    public static bool IsBlur(ulong word) => Blurs.Contains(word);

    private static FrozenDictionary<ulong, double> Build(params object[] rows) =>
        Enumerable.Range(0, rows.Length / 2).ToFrozenDictionary(
            i => WordKey.Of((string)rows[2 * i]),
            i => Convert.ToDouble(rows[(2 * i) + 1], System.Globalization.CultureInfo.InvariantCulture));
}
