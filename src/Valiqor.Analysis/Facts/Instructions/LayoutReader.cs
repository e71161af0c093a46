using System.Buffers;
using System.Text.RegularExpressions;
using Valiqor.Text.Patterns;

namespace Valiqor.Analysis.Facts.Instructions;

/// <summary>
/// Reads which pieces the answer is to show: a title in brackets, placeholders, a postscript, highlights, labelled
/// sections, parts with a separator between them.
/// </summary>
internal static class LayoutReader
{
    /// <summary>How far behind a sentence its label or separator may be named.</summary>
    private const int Reach = 260;

    private static readonly SearchValues<string> TitleCues = SearchValues.Create(
        ["<<", "double angular", "double angle", "double pointed"],
        StringComparison.OrdinalIgnoreCase);

    private static readonly SearchValues<string> PostscriptCues = SearchValues.Create(
        ["postscript", "post script", "p.s", "p. s", "p.p"],
        StringComparison.OrdinalIgnoreCase);

    private static readonly SearchValues<string> HighlightCues = SearchValues.Create(
        ["highlight", "italici", "bold", "emphasi"],
        StringComparison.OrdinalIgnoreCase);

    private static readonly SearchValues<string> SectionNames = SearchValues.Create(
        ["section", "part", "chapter", "act", "scene", "verses", "paragraph", "day", "round", "stage"],
        StringComparison.OrdinalIgnoreCase);

    private static readonly SearchValues<string> SeparatorCues = SearchValues.Create(
        ["separat", "divid", "split", "delimit"],
        StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a text has what this reader needs; most have not, and seeing that is cheap.</summary>
    public static bool MayRead(ReadOnlySpan<char> text) =>
        text.ContainsAny(HighlightCues) || text.ContainsAny(SeparatorCues) || text.ContainsAny(TitleCues)
        || text.ContainsAny(PostscriptCues) || HasPlaceholder(text)
        || (text.ContainsAny(SectionNames) && CountPhrase.MayStandIn(text));

    private static bool HasPlaceholder(ReadOnlySpan<char> text) =>
        text.Contains("placeholder", StringComparison.OrdinalIgnoreCase);

    public static void Read(PromptSentence sentence, List<Instruction> into)
    {
        if (sentence.Span.ContainsAny(TitleCues) && sentence.First(TitleInBrackets) is { } title)
        {
            into.Add(sentence.Instruction(InstructionKind.Title, title));
        }

        if (sentence.Span.ContainsAny(PostscriptCues) && sentence.First(Postscript) is { } postscript)
        {
            into.Add(sentence.Instruction(InstructionKind.Postscript, postscript) with
            {
                Mark = TwiceAfter.IsMatch(sentence.Span) ? "P.P.S" : "P.S",
            });
        }

        if (HasPlaceholder(sentence.Span) && sentence.First(SomePlaceholder) is { } placeholder
            && !into.Exists(one => one.Kind == InstructionKind.Placeholders))
        {
            into.Add(sentence.Instruction(InstructionKind.Placeholders, placeholder)
                with { Count = CountBound.AtLeast(1) });
        }

        ReadHighlights(sentence, into);
        ReadSections(sentence, into);
        ReadSeparator(sentence, into);
    }

    private static void ReadHighlights(PromptSentence sentence, List<Instruction> into)
    {
        if (!sentence.Span.ContainsAny(HighlightCues)
            || into.Exists(one => one.Kind == InstructionKind.Highlights && one.Start >= sentence.Start))
        {
            return;
        }

        foreach (CountPhrase count in sentence.Counts)
        {
            Match piece = sentence.MatchAt(Piece, count.End);
            if (piece.Success && HighlightVerb.IsMatch(sentence.Before(count.Start, 60)))
            {
                into.Add(sentence.Instruction(InstructionKind.Highlights, count.Start, piece.Index + piece.Length) with
                {
                    Count = count.Bound ?? CountBound.AtLeast(count.Number),
                });
                return;
            }
        }

        if (sentence.First(SomeHighlights) is { } some)
        {
            into.Add(sentence.Instruction(InstructionKind.Highlights, some) with { Count = CountBound.AtLeast(1) });
        }
    }

    private static void ReadSections(PromptSentence sentence, List<Instruction> into)
    {
        if (!sentence.Span.ContainsAny(SectionNames))
        {
            return;
        }

        foreach (CountPhrase phrase in sentence.Counts)
        {
            Match unit = sentence.MatchAt(Section, phrase.End);
            if (!unit.Success || SectionStop.IsMatch(unit.Groups["fill"].ValueSpan)
                || HighlightVerb.IsMatch(sentence.Before(phrase.Start, 60)))
            {
                continue;
            }

            string text = sentence.Prompt.Text;
            int from = unit.Index;
            Match label = Label.Match(text, from, Math.Min(text.Length - from, Reach));
            bool isParagraph = unit.Value.Contains("paragraph", StringComparison.OrdinalIgnoreCase);
            if (label.Success && !(isParagraph && label.Groups["digit"].Success))
            {
                into.Add(sentence.Instruction(InstructionKind.Sections, phrase.Start, unit.Index + unit.Length) with
                {
                    // A section may be labelled again, in a list of contents say: too many proves nothing.
                    Count = CountBound.AtLeast(phrase.Bound?.Least ?? phrase.Number),
                    Mark = label.Groups["label"].Value,
                });
            }
        }
    }

    private static void ReadSeparator(PromptSentence sentence, List<Instruction> into)
    {
        if (!sentence.Span.ContainsAny(SeparatorCues) || sentence.First(Separator) is not { } match
            || MarkOf(match) is not { } mark)
        {
            return;
        }

        if (PartsNear(sentence, match) is { } parts)
        {
            // The separator tells what a paragraph of this answer is: two instructions are one.
            into.RemoveAll(one => one.Kind is InstructionKind.Paragraphs or InstructionKind.Stanzas
                && one.Start >= match.Index - Reach);
            into.Add(sentence.Instruction(InstructionKind.SeparatedParts, match) with { Count = parts, Mark = mark });
        }
        else if (mark != "\n\n")
        {
            into.Add(sentence.Instruction(InstructionKind.SeparatedParts, match) with
            {
                Count = CountBound.AtLeast(2),
                Mark = mark,
            });
        }
    }

    /// <summary>
    /// How many parts there are to be: the count nearest before the separator, or the first behind it.
    /// </summary>
    private static CountBound? PartsNear(PromptSentence sentence, Match separator)
    {
        CountBound? found = null;
        foreach (PromptSentence near in sentence.Prompt.Sentences)
        {
            if (near.End < separator.Index - Reach || near.Start > separator.Index)
            {
                continue;
            }

            foreach (CountPhrase count in near.Counts)
            {
                bool isBefore = count.Start <= separator.Index;
                if ((isBefore || found is null) && near.MatchAt(Part, count.End) is { Success: true } part
                    && !PartStop.IsMatch(part.Groups["fill"].ValueSpan)
                    && !Chosen.IsMatch(near.Before(count.Start, 20)))
                {
                    found = count.Bound ?? CountBound.Exactly(count.Number);
                }
            }
        }

        return found;
    }

    private static string? MarkOf(Match match)
    {
        if (match.Groups["sign"].Success)
        {
            return match.Groups["sign"].Value;
        }

        if (match.Groups["blank"].Success)
        {
            return "\n\n";
        }

        int? count = CountPhrase.ValueOf(match.Groups["stars"].Value);
        return count is > 1 and < 20 ? new string(match.Groups["name"].Value[0] is 'a' or 'A' or 's' or 'S'
            ? '*' : '-', count.Value) : null;
    }

    private static readonly Pattern TitleInBrackets = Pattern.AnyCase(
        @"\btitle\b[^.;]{0,80}?(?:double (?:angular|angle|angled|pointed) brackets|<<)|<<\s*(?:title|name"
        + @"|[^<>\n]{1,60})\s*>>"
        + @"|\bdouble (?:angular|angle|angled) brackets");

    private static readonly Pattern Postscript = Pattern.AnyCase(
        @"\b(?:add|includ\w+|write|append|end|finish|conclude|with|contain\w*|have|has|put|attach"
        + @"|need)\b[^.;]{0,80}?\b(?:post ?script|P\.(?:P\.)?[ ]?S)\b\.?");

    private static readonly Pattern TwiceAfter = Pattern.AnyCase(@"\bP\.?[ ]?P\.?[ ]?S\b");

    private static readonly Pattern SomePlaceholder = Pattern.AnyCase(
        @"\b(?:use|include|add|contain|have"
        + @"|with)\b[^.;]{0,40}?\bplaceholders?\b[^.;]{0,60}?\bsquare brackets");

    private static readonly Pattern HighlightVerb = Pattern.AnyCase(
        @"\b(?:highlight|italici[sz]e|bold|emphasi[sz]e)\b[^.;]{0,30}$");

    private static readonly Pattern Piece = Pattern.AnyCase(
        @"\A[ ]+(?:\w+[ ]+){0,4}?(?:sections?|parts?|phrases?|words?|sentences?|pieces?|points?)\b");

    private static readonly Pattern SomeHighlights = Pattern.AnyCase(
        @"\b(?:highlight|italici[sz]e|bold)\b[^.;]{0,60}?(?:\*|\bmarkdown\b|\bby wrapping)");

    private static readonly Pattern Section = Pattern.AnyCase(
        @"\A[ -]+(?<fill>(?:\w+[ ]+){0,2}?)(?:sections?|parts?|chapters?|acts?|scenes?|verses"
        + @"|paragraphs?|days?|rounds?|stages?)\b");

    private static readonly Pattern Label = Pattern.Of(
        @"\b(?i:mark|start|begin|label|head|titl|prefix|denot|indicat|introduc|call|nam|with"
        + @"|by)\w*\b[^\n]{0,70}?[""'“‘ ](?<label>[A-Za-z]{3,20})[ ](?:X|N|#|(?<digit>[1i]))(?:\z|\W)"
        + @"|\([""'“]?(?<label>[A-Za-z]{3,20})[ ](?<digit>1)\b");

    private static readonly Pattern Separator = Pattern.AnyCase(
        @"\b(?:separat|divid|split|delimit)\w*\b[^.;\n]{0,90}?(?:(?<sign>\*{3,}|-{3,}|={3,}|\#{3,}|~{3,})"
        + @"|(?<stars>\d{1,2}|two|three|four|five|six|seven|eight|nine|ten)[ ](?<name>asterisks?|stars?"
        + @"|dash(?:es)?|hyphens?)"
        + @"|(?<blank>(?:two|2|double)[ ](?:new[ -]?lines?|line[ -]?breaks?)|blank lines?|empty lines?))");

    private static readonly Pattern Part = Pattern.AnyCase(
        @"\A[ -]+(?<fill>(?:\w+[ ]+){0,3}?)(?:responses|answers|versions|options|parts"
        + @"|paragraphs|sections|stanzas|scenes"
        + @"|verses|poems|limericks|haikus?|critiques|jokes|songs|raps|letters|emails|stories|riddles|slogans"
        + @"|taglines|tweets|posts|ads"
        + @"|advertisements|summaries|reviews|examples|variations|alternatives|ideas|suggestions|proposals"
        + @"|drafts|essays|names|replies|pieces"
        + @"|explanations|tips|steps|chapters|arguments|rewrites|descriptions|advice|snippets|itineraries"
        + @"|conversations|dialogues)\b");

    private static readonly Pattern PartStop = Pattern.AnyCase(@"\b(?:of|for|with|that|who)\b");

    private static readonly Pattern SectionStop = Pattern.AnyCase(@"\b(?:of|and)\b");

    private static readonly Pattern Chosen = Pattern.AnyCase(@"\b(?:first|last|less|fewer)[ ]*$");
}
