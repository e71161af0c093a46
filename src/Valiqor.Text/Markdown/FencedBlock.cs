namespace Valiqor.Text.Markdown;

/// <summary>A fenced code block. Offsets are UTF-16 code units, ends exclusive.</summary>
/// <param name="Start">Where the opening marks stand.</param>
/// <param name="InfoStart">Where the info string begins, without the blanks around it.</param>
/// <param name="BodyStart">Behind the opening line; the end of the text where nothing follows it.</param>
/// <param name="BodyEnd">In front of the line of the closing marks; the end of the text where there is none.</param>
/// <param name="End">The end of the closing line, without its line break.</param>
/// <param name="Closed">False where the text ends first.</param>
public readonly record struct FencedBlock(
    int Start,
    int InfoStart,
    int InfoEnd,
    int BodyStart,
    int BodyEnd,
    int End,
    bool Closed)
{
    /// <summary>The info string's first word, which by custom names the language; empty where there is none.</summary>
    public ReadOnlySpan<char> Language(string text)
    {
        ReadOnlySpan<char> info = text.AsSpan(InfoStart, InfoEnd - InfoStart);
        int end = info.IndexOfAny(" \t{,:");
        return end < 0 ? info : info[..end];
    }
}
