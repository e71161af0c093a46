using System.Text.RegularExpressions;

namespace Valiqor.Analysis.JsonSchema;

/// <summary>
/// A regular expression as JSON Schema means it: ECMA-262 over code points. It runs on .NET's engine in translation,
/// with a time-out, since a schema is anyone's text.
/// </summary>
internal sealed class EcmaRegex
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromMilliseconds(250);

    private readonly Regex _plain;
    private readonly Lazy<Regex> _byCodePoint;

    /// <param name="strict">
    /// Whether only the grammar of Unicode mode holds, and not the older one that browsers keep.
    /// </param>
    /// <exception cref="FormatException">It is not a regular expression.</exception>
    public EcmaRegex(string source, bool strict = false)
    {
        Source = source;
        _plain = Build(source, strict, byCodePoint: false);

        // Most texts have no character beyond U+FFFF, and for them the plain translation is right and much shorter.
        _byCodePoint = new Lazy<Regex>(() => Build(source, strict, byCodePoint: true));
    }

    public string Source { get; }

    public bool IsMatch(string text, Evaluation evaluation)
    {
        try
        {
            return (text.AsSpan().ContainsAnyInRange('\ud800', '\udfff') ? _byCodePoint.Value : _plain).IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            evaluation.GiveUp($"the pattern {Wording.Shown(Source)} took too long");
            return true;
        }
    }

    private static Regex Build(string source, bool strict, bool byCodePoint)
    {
        try
        {
            string pattern = new EcmaTranslator(source, strict, byCodePoint).Translate();
            return new Regex(pattern, RegexOptions.CultureInvariant, TimeLimit);
        }
        catch (ArgumentException e)
        {
            throw new FormatException(e.Message, e);
        }
    }
}
