using System.Text.RegularExpressions;

namespace Valiqor.Text.Patterns;

/// <summary>
/// A regular expression of the service: matched without backtracking, so in a time linear in the text whatever stands
/// there, and without a time-out, so that no answer depends on how busy the machine is.
/// </summary>
/// <remarks>
/// The only place that makes one. Lookarounds, backreferences and atomic groups are refused, and only named groups
/// capture. It is built when it is first asked, since most items need few of the patterns.
/// </remarks>
public sealed class Pattern
{
    private const RegexOptions Always =
        RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    private readonly Lazy<Regex> _regex;

    private Pattern(string text, RegexOptions options)
    {
        Text = text;
        _regex = new Lazy<Regex>(() => Build(Text, options));
    }

    public string Text { get; }

    /// <summary>A pattern that tells capital letters from small ones.</summary>
    public static Pattern Of(string text) => new(text, Always);

    /// <summary>A pattern to which capital and small letters are the same, by the invariant culture.</summary>
    public static Pattern AnyCase(string text) => new(text, Always | RegexOptions.IgnoreCase);

    /// <summary>
    /// A pattern that somebody else has written, built at once; null where it needs backtracking or more states than
    /// the engine allows. Its groups capture without names too, so that it may refer to them.
    /// </summary>
    /// <exception cref="ArgumentException">It is not a regular expression.</exception>
    public static Pattern? Foreign(string text)
    {
        try
        {
            var pattern = new Pattern(text, Always & ~RegexOptions.ExplicitCapture);
            _ = pattern._regex.Value;
            return pattern;
        }
        catch (NotSupportedException)
        {
            return null;
        }
    }

    public bool IsMatch(ReadOnlySpan<char> text) => _regex.Value.IsMatch(text);

    public Match Match(string text) => _regex.Value.Match(text);

    public Match Match(string text, int start) => _regex.Value.Match(text, start);

    /// <summary>Looks at a part of the text only, as if nothing stood around it.</summary>
    public Match Match(string text, int start, int length) => _regex.Value.Match(text, start, length);

    public MatchCollection Matches(string text) => _regex.Value.Matches(text);

    public int Count(ReadOnlySpan<char> text) => _regex.Value.Count(text);

    public Regex.ValueMatchEnumerator EnumerateMatches(ReadOnlySpan<char> text) => _regex.Value.EnumerateMatches(text);

    public string Replace(string text, string replacement) => _regex.Value.Replace(text, replacement);

    public string Replace(string text, MatchEvaluator replacement) => _regex.Value.Replace(text, replacement);

    public string[] Split(string text) => _regex.Value.Split(text);

    public override string ToString() => Text;

    /// <remarks>
    /// From .NET 9 on, a match that ends in the text's last line break has lost its groups where the pattern knows an
    /// anchor and none that minds line breaks (dotnet/runtime issue 120202). A <c>\Z</c> that asks for nothing helps.
    /// </remarks>
#pragma warning disable RS0030 // The one place that the ban sends everybody to.
    private static Regex Build(string text, RegexOptions options) =>
        new(text.Contains("(?<", StringComparison.Ordinal) ? $@"(?:{text})(?:|\Z)" : text, options,
            Regex.InfiniteMatchTimeout);
#pragma warning restore RS0030
}
