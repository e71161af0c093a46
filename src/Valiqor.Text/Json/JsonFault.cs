namespace Valiqor.Text.Json;

/// <summary>Why a text is not JSON (RFC 8259), and where.</summary>
/// <param name="Rule">A short stable word for the kind of fault.</param>
/// <param name="Message">What is wrong, to follow "The text": "ends before its JSON does".</param>
public sealed record JsonFault(string Rule, int Start, int End, string Message)
{
    /// <param name="at">Where a strict reader stopped.</param>
    /// <param name="valueEnd">Where the first value ends, when the text begins with a whole one.</param>
    public static JsonFault At(string text, int at, int? valueEnd)
    {
        if (valueEnd is { } end)
        {
            int rest = end + text.AsSpan(end).Length - text.AsSpan(end).TrimStart().Length;
            return new JsonFault("text_after_json", rest, text.Length, "goes on after the JSON value");
        }

        // A reader stops somewhere inside a word or a sign; the fault is where that begins.
        while (at > 0 && at < text.Length && IsWord(text[at]) && IsWord(text[at - 1]))
        {
            at--;
        }

        if (text.AsSpan(at).Trim().IsEmpty)
        {
            return new JsonFault(
                text.AsSpan().Trim().IsEmpty ? "empty" : "json_cut_off",
                Math.Max(0, text.Length - 1),
                text.Length,
                text.AsSpan().Trim().IsEmpty ? "is empty" : "ends before its JSON does");
        }

        int wordEnd = at + 1;
        while (wordEnd < text.Length && IsWord(text[at]) && IsWord(text[wordEnd]))
        {
            wordEnd++;
        }

        (string rule, string message) = Name(text, at, text[at..wordEnd]);
        return new JsonFault(rule, at, wordEnd, $"{message} (line {LineOf(text, at)}, column {ColumnOf(text, at)})");
    }

    public JsonFault Moved(int by) => this with { Start = Start + by, End = End + by };

    private static (string Rule, string Message) Name(string text, int at, string word) => word switch
    {
        "}" or "]" when text.AsSpan(0, at).TrimEnd().EndsWith(",") =>
            ("trailing_comma", $"has a comma before a closing {word}"),
        "'" => ("single_quotes", "has single quotes, where JSON has double ones"),
        "/" or "#" => ("comment", "has a comment, which JSON does not know"),
        "NaN" or "Infinity" or "-Infinity" or "-" => ("not_a_number", $"has {word}, which is no JSON number"),
        "True" or "False" or "None" or "undefined" =>
            ("foreign_literal", $"has {word}, where JSON has true, false or null"),
        "\n" or "\r" or "\t" =>
            ("control_character", "has a line break or a tab inside a string, where JSON has \\n or \\t"),
        "\u201c" or "\u201d" or "\u2018" or "\u2019" =>
            ("curly_quotes", "has curly quotes, where JSON has straight ones"),
        "\"" => ("missing_separator", "lacks a comma or a colon before a string"),
        _ when IsWord(word[0]) && !char.IsAsciiDigit(word[0]) => ("unquoted_text", $"has {word} without quotes"),
        _ => ("malformed_json", $"has {word} where JSON does not allow it"),
    };

    private static bool IsWord(char c) => char.IsLetterOrDigit(c) || c is '_';

    private static int LineOf(string text, int at) => text.AsSpan(0, at).Count('\n') + 1;

    private static int ColumnOf(string text, int at) => at - text.AsSpan(0, at).LastIndexOf('\n');
}
