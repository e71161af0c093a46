using System.Collections.Immutable;
using System.Text;
using Valiqor.Text.Patterns;

namespace Valiqor.Text.JsonSchema;

/// <summary>
/// A regular expression as JSON Schema means it: ECMA-262 over code points. It runs on .NET's engine in translation,
/// and on the one that does not backtrack, since a schema is anyone's text.
/// </summary>
/// <remarks>
/// Lookaheads at the start (<c>^(?=.*[0-9])(?!admin).+$</c>) are searches of their own. What looks around elsewhere,
/// refers back or counts too far is not decided, whatever the text.
/// </remarks>
internal sealed class EcmaRegex
{
    /// <summary>Longer texts are not searched: a pattern made for it costs up to 10,000 steps a character.</summary>
    private const int LongestText = 100_000;

    private readonly Search _plain;
    private readonly Lazy<Search> _byCodePoint;

    /// <param name="strict">
    /// Whether only the grammar of Unicode mode holds, and not the older one that browsers keep.
    /// </param>
    /// <exception cref="FormatException">It is not a regular expression.</exception>
    public EcmaRegex(string source, bool strict = false)
    {
        Source = source;
        _plain = Build(source, strict, byCodePoint: false);

        // Most texts have no character beyond U+FFFF, and for them the plain translation is right and much shorter.
        _byCodePoint = new Lazy<Search>(() => Build(source, strict, byCodePoint: true));
    }

    public string Source { get; }

    public bool IsMatch(string text, Evaluation evaluation)
    {
        Search search = text.AsSpan().ContainsAnyInRange('\ud800', '\udfff') ? _byCodePoint.Value : _plain;
        if (search.Parts.IsEmpty)
        {
            evaluation.GiveUp($"the pattern {Wording.Shown(Source)} looks around, refers back or is too large");
            return true;
        }

        if (text.Length > LongestText || (search.HasWordEdge && !Ascii.IsValid(text)))
        {
            evaluation.GiveUp($"the pattern {Wording.Shown(Source)} cannot be searched for in {Wording.Shown(text)}");
            return true;
        }

        return search.Parts.All(part => part.Pattern.IsMatch(text) == part.IsWanted);
    }

    private static Search Build(string source, bool strict, bool byCodePoint)
    {
        try
        {
            // As a whole it must be a regular expression, whatever its parts are.
            var translator = new EcmaTranslator(source, strict, byCodePoint);
            string whole = translator.Translate();
            if (Pattern.Foreign(whole) is { } pattern)
            {
                return new Search([(pattern, true)], translator.HasWordEdge);
            }

            var parts = ImmutableArray.CreateBuilder<(Pattern, bool)>();
            foreach ((string part, bool isWanted) in LeadingLookaheads.Split(source))
            {
                if (Pattern.Foreign(new EcmaTranslator(part, strict, byCodePoint).Translate()) is not { } search)
                {
                    return new Search([], false);
                }

                parts.Add((search, isWanted));
            }

            return new Search(parts.ToImmutable(), translator.HasWordEdge);
        }
        catch (ArgumentException e)
        {
            throw new FormatException(e.Message, e);
        }
    }

    /// <param name="Parts">Patterns that must all match, or must not; none where it cannot be decided.</param>
    private sealed record Search(ImmutableArray<(Pattern Pattern, bool IsWanted)> Parts, bool HasWordEdge);
}
