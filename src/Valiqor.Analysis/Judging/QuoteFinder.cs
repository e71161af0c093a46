using System.Collections.Immutable;
using Valiqor.Analysis.Items;

namespace Valiqor.Analysis.Judging;

/// <summary>
/// Finds what a judge quotes in the item that it says it quotes from. White space, case and the shape of quotation
/// marks and dashes may differ, as models change them; words may not.
/// </summary>
internal sealed class QuoteFinder(Item item)
{
    public const string Rule = "judge_quote";

    /// <summary>Where a quote may come from, as the wire names it.</summary>
    public static readonly ImmutableArray<string> Sources =
        ["output", "input", "context", "tool_call", "system_prompt"];

    /// <summary>Fewer letters than this stand anywhere and prove nothing.</summary>
    private const int FewestCharacters = 2;
    private const int MostCharacters = 2_000;

    private readonly Dictionary<string, Folded> _folded = new(StringComparer.Ordinal);

    /// <summary>The place of a quote; null where it stands in none of the texts.</summary>
    /// <param name="source">
    /// What the judge says; where the quote does not stand there, it is looked for elsewhere.
    /// </param>
    public Evidence? Find(string source, string quote, string description)
    {
        string wanted = Folded.Of(quote.Trim(' ', '"', '\u201C', '\u201D', '\u2026', '.')).Text.Trim();
        if (wanted.Length is < FewestCharacters or > MostCharacters)
        {
            return null;
        }

        foreach (Place place in Places().OrderBy(place => place.Name == source ? 0 : 1))
        {
            if (Locate(place.Text, wanted) is var (start, end))
            {
                return new Evidence(place.Source, start, end, Rule, description)
                {
                    Index = place.Index,
                    Field = place.Field,
                };
            }
        }

        return null;
    }

    private (int Start, int End)? Locate(string text, string wanted)
    {
        if (!_folded.TryGetValue(text, out Folded? folded))
        {
            _folded.Add(text, folded = Folded.Of(text));
        }

        int at = folded.Text.IndexOf(wanted, StringComparison.Ordinal);
        return at < 0 ? null : (folded.Places[at], folded.Places[at + wanted.Length - 1] + 1);
    }

    private IEnumerable<Place> Places()
    {
        yield return new Place("output", item.Output, EvidenceSource.Output);
        yield return new Place("input", item.Input, EvidenceSource.Input);
        foreach ((int index, string passage) in item.Context.Index())
        {
            yield return new Place("context", passage, EvidenceSource.Context, index);
        }

        foreach ((int index, ToolCall call) in item.ToolCalls.Index())
        {
            yield return InCall(call.Output, index, ToolCallField.Output);
            yield return InCall(call.Arguments, index, ToolCallField.Arguments);
            yield return InCall(call.Error, index, ToolCallField.Error);
            yield return InCall(call.Name, index, ToolCallField.Name);
        }

        yield return new Place("system_prompt", item.SystemPrompt ?? "", EvidenceSource.SystemPrompt);
    }

    private static Place InCall(string? text, int index, ToolCallField field) =>
        new("tool_call", text ?? "", EvidenceSource.ToolCall, index, field);

    private readonly record struct Place(
        string Name,
        string Text,
        EvidenceSource Source,
        int Index = 0,
        ToolCallField Field = default);

    /// <summary>A text in lower case with single blanks, and where each of its characters stood.</summary>
    private sealed record Folded(string Text, int[] Places)
    {
        public static Folded Of(string text)
        {
            char[] characters = new char[text.Length];
            int[] places = new int[text.Length];
            int length = 0;
            for (int i = 0; i < text.Length; i++)
            {
                char c = Fold(text[i]);
                if (c == ' ' && length > 0 && characters[length - 1] == ' ')
                {
                    continue;
                }

                (characters[length], places[length]) = (c, i);
                length++;
            }

            return new Folded(new string(characters, 0, length), places);
        }

        private static char Fold(char c) => c switch
        {
            '\u2018' or '\u2019' or '\u201B' or '`' => '\'',
            '\u201C' or '\u201D' or '\u201E' or '\u00AB' or '\u00BB' => '"',
            >= '\u2010' and <= '\u2015' or '\u2212' => '-',
            _ when char.IsWhiteSpace(c) => ' ',
            _ => char.ToLowerInvariant(c),
        };
    }
}
