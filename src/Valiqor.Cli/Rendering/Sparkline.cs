namespace Valiqor.Cli.Rendering;

/// <summary>Values over time in the height of one line.</summary>
internal static class Sparkline
{
    private const string Blocks = "▁▂▃▄▅▆▇█";

    // For terminals without Unicode, from low to high.
    private const string Signs = "_.-~+*#@";

    private const char Nothing = ' ';
    private const char Block = '▇';

    /// <summary>A bar of a value's length; 0–1 of the width, and never nothing for something.</summary>
    public static string Bar(double value, int width) =>
        value <= 0 ? "" : new string(Block, Math.Clamp((int)Math.Round(value * width), 1, width));

    /// <summary>The text with bars, quotes and gaps that the terminal can show.</summary>
    public static string Drawable(string text, bool isUnicode) => isUnicode ? text : text
        .Replace(Block, '#')
        .Replace('“', '"')
        .Replace('”', '"')
        .Replace("…", "...", StringComparison.Ordinal);

    /// <param name="values">Not negative, against the greatest of them; null where there is no value.</param>
    /// <param name="width">Where the values are more, neighbours share a letter with their mean: 1 or more.</param>
    public static string Of(IReadOnlyList<double?> values, int width, bool isUnicode)
    {
        string levels = isUnicode ? Blocks : Signs;
        double?[] shown = Fit(values, width);
        double greatest = shown.Max() ?? 0;
        return string.Concat(shown.Select(value => value switch
        {
            null => Nothing,
            { } one when greatest <= 0 || one <= 0 => levels[0],
            { } one => levels[Math.Min(levels.Length - 1, (int)(one / greatest * levels.Length))],
        }));
    }

    private static double?[] Fit(IReadOnlyList<double?> values, int width)
    {
        if (values.Count <= width)
        {
            return [.. values];
        }

        var shown = new double?[width];
        for (int i = 0; i < width; i++)
        {
            int from = (int)((long)i * values.Count / width);
            int to = (int)((long)(i + 1) * values.Count / width);
            shown[i] = values.Skip(from).Take(to - from).Average();
        }

        return shown;
    }
}
