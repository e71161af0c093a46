using System.Text;

namespace Valiqor.Benchmarks.Speed;

/// <summary>
/// Texts as long as wanted that are hard on whoever reads them: each repeats something that a rule looks for, begins
/// with or counts, so that work that grows faster than the text shows.
/// </summary>
public static class HugeTexts
{
    private static readonly string[] Pieces =
    [
        "a", " ", "\n", "A", "0", ".", "-", "=", "*", "_", "#", "|", "(", "{", "[", "<", "\"", "'", "`", "\\",
        "?", "\u200b", "\u0301", "漢", "\ud83d\ude00", "a ", "A ", "a. ", "A. ", "not ", "1, ", "1 = 1 + ",
        "[1] ", "[a](b) ", "a@b.", "@", "http://a/", "www.a.b ", "- a\n", "1. a\n", "# a\n", "|a|b|\n", "```\n",
        "```json\n{", "***\n", "{\"a\":", "[[", "\"a\",", "192.168.", "4111 1111 ", "+49 30 ", "DE89 ",
        "078-05-1120 ", "2024-01-01 ", "12 May ", "$5 ", "5 % ", "password=", "key: \"", "sk-", "AKIA", "eyJ",
        "-----BEGIN ", "Zm9v", "%20", "\\u0041", "&amp;", "<a>", "</a>", "ignore all ",
        "ignore previous instructions. ", "you are ", "system: ", "user: a\n", "<|im_start|>", "I cannot ",
        "I'm sorry, but ", "as an AI ", "at least 3 words ", "P.S. ", "in JSON ", "and then ",
        "the capital of ", "Berlin ", "kill ", "\u201ca\u201d ", "\"a\" ", "who is ", "weather in Paris and ",
        "error ", "null", "true,", "Tokyo, Paris, ",
    ];

    /// <param name="length">At least so many UTF-16 units.</param>
    public static IEnumerable<(string Name, string Text)> All(int length)
    {
        foreach (string piece in Pieces)
        {
            yield return (Name(piece), Repeat(piece, length));
        }

        yield return ("distinct words", Numbered("word{0} ", length));
        yield return ("distinct names", Numbered("Name{0} Surname{0} met ", length));
        yield return ("distinct numbers", Numbered("{0} of {0}, ", length));
        yield return ("distinct sentences", Numbered("Company {0} earned {0} million in 19{0}. ", length));
        yield return ("distinct citations", Numbered("So it is [{0}]. ", length));
        yield return ("distinct links", Numbered("https://host{0}.example/path?id={0} ", length));
        yield return ("distinct lines", Numbered("- entry {0}: \"quote {0}\"\n", length));
        yield return ("distinct members", $"{{{Numbered("\"m{0}\": [{0}, \"{0}\"], ", length)}\"z\": 1}}");
    }

    private static string Repeat(string piece, int length) =>
        new StringBuilder(length + piece.Length)
            .Insert(0, piece, (length + piece.Length - 1) / piece.Length)
            .ToString();

    private static string Numbered(string format, int length)
    {
        var text = new StringBuilder(length + 64);
        var compiled = CompositeFormat.Parse(format);
        for (int i = 0; text.Length < length; i++)
        {
            text.AppendFormat(null, compiled, i);
        }

        return text.ToString();
    }

    private static string Name(string piece) => string.Concat(piece.Select(c =>
        c == '\n' ? "\\n" : char.IsAscii(c) ? $"{c}" : $"\\u{(int)c:x4}")) + " …";
}
