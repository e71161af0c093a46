using Valiqor.Analysis.Facts;
using Valiqor.Analysis.Items;

namespace Valiqor.Analysis.Scoring.Metrics;

/// <summary>
/// <c>contains</c>: 1 where <c>expected</c> stands in the output, but for case and white space, else 0.
/// </summary>
internal sealed class ContainsExpected : IMetric
{
    /// <summary>
    /// Up to so many characters the framework's search is fast on any text; with longer ones it can take the product
    /// of both lengths, on texts that repeat themselves.
    /// </summary>
    private const int ShortText = 256;

    public string Id => "contains";

    public bool OnlyWhenNamed => false;

    public Measurement Measure(ItemFacts facts) => facts.Find<ComparedTexts>() is { } texts
        ? Measurement.Of(Contains(texts.Output, texts.Expected))
        : Measurement.None(NotMeasured.NoExpected);

    internal static bool Contains(string text, string part) =>
        part.Length <= ShortText ? text.Contains(part, StringComparison.Ordinal)
        : part.Length <= text.Length && ContainsLong(text, part);

    /// <summary>The search of Knuth, Morris and Pratt: as many steps as both texts have characters.</summary>
    private static bool ContainsLong(string text, string part)
    {
        int[] borders = Borders(part);
        int matched = 0;
        foreach (char c in text)
        {
            while (matched > 0 && part[matched] != c)
            {
                matched = borders[matched - 1];
            }

            if (part[matched] == c && ++matched == part.Length)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>For each beginning of a text, how long an end of it is that is also a beginning.</summary>
    private static int[] Borders(string text)
    {
        int[] borders = new int[text.Length];
        for (int i = 1, border = 0; i < text.Length; i++)
        {
            while (border > 0 && text[border] != text[i])
            {
                border = borders[border - 1];
            }

            border += text[border] == text[i] ? 1 : 0;
            borders[i] = border;
        }

        return borders;
    }
}
