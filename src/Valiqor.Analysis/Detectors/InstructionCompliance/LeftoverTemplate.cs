using System.Buffers;
using System.Text.RegularExpressions;

namespace Valiqor.Analysis.Detectors.InstructionCompliance;

/// <summary>
/// Finds what a template, a chat format or a program left in the answer: <c>{{name}}</c>, <c>&lt;|im_end|&gt;</c>.
/// </summary>
internal static partial class LeftoverTemplate
{
    private static readonly SearchValues<char> Openers = SearchValues.Create("{$<[%");

    private static readonly string[] ProgramValues =
        ["undefined", "null", "None", "NaN", "nil", "[object Object]", "[object Promise]", "<nil>", "(null)"];

    /// <summary>So many that are part of code or of the prompt's words prove that the answer is about them.</summary>
    private const int MostLooks = 200;

    private const int LongestLine = 2_000;

    public static Evidence? Find(Item item, FencedCode code)
    {
        string output = item.Output;
        ReadOnlySpan<char> trimmed = output.AsSpan().Trim();
        if (trimmed.Length <= 16 && ProgramValue(item, trimmed) is { } value)
        {
            return value;
        }

        if (!output.AsSpan().ContainsAny(Openers))
        {
            return null;
        }

        return ChatToken(item, code) ?? Variable(item, code);
    }

    private static Evidence? ProgramValue(Item item, ReadOnlySpan<char> trimmed)
    {
        foreach (string value in ProgramValues)
        {
            if (trimmed.SequenceEqual(value))
            {
                bool answers = item.Input.Contains(value, StringComparison.OrdinalIgnoreCase)
                    || AsksForValue().IsMatch(item.Input);
                int start = item.Output.IndexOf(value, StringComparison.Ordinal);
                return answers ? null : Evidence.InOutput(
                    start,
                    start + value.Length,
                    "program_value",
                    "The whole answer is a program's empty value.") with
                { Confidence = 0.8 };
            }
        }

        return null;
    }

    private static Evidence? ChatToken(Item item, FencedCode code)
    {
        int looks = 0;
        foreach (ValueMatch match in ChatTokens().EnumerateMatches(item.Output))
        {
            if (++looks > MostLooks)
            {
                break;
            }

            string token = item.Output.Substring(match.Index, match.Length);
            if (!IsCode(item.Output, match.Index, code)
                && !item.Input.Contains(token, StringComparison.Ordinal)
                && !AsksForChatFormat().IsMatch(item.Input))
            {
                return Evidence.InOutput(
                    match.Index,
                    match.Index + match.Length,
                    "chat_token",
                    "A control token of the model's chat format is in the answer.") with
                { Confidence = 0.95 };
            }
        }

        return null;
    }

    private static Evidence? Variable(Item item, FencedCode code)
    {
        int looks = 0;
        foreach (ValueMatch match in Variables().EnumerateMatches(item.Output))
        {
            if (++looks > MostLooks)
            {
                break;
            }

            if (IsCode(item.Output, match.Index, code))
            {
                continue;
            }

            string text = item.Output.Substring(match.Index, match.Length);
            if (item.Input.Contains(text, StringComparison.Ordinal)
                || item.SystemPrompt?.Contains(text, StringComparison.Ordinal) == true
                || AsksForTemplate().IsMatch(item.Input))
            {
                return null;
            }

            return Evidence.InOutput(
                match.Index,
                match.Index + match.Length,
                "unfilled_variable",
                "A variable of a template was not filled in.") with
            { Confidence = 0.85 };
        }

        return null;
    }

    /// <summary>Inside a fence, or behind an odd number of backticks on its line.</summary>
    private static bool IsCode(string text, int place, FencedCode code)
    {
        int from = Math.Max(0, place - LongestLine);
        int line = from + text.AsSpan(from, place - from).LastIndexOf('\n') + 1;
        return code.EndOfBlockAt(place) >= 0 || (line < place && text.AsSpan(line, place - line).Count('`') % 2 == 1);
    }

    [GeneratedRegex(
        @"<\|[a-z_]{2,24}\|>|</s>|\[/?INST\]|<</?SYS>>|<(?:start|end)_of_turn>",
        RegexOptions.NonBacktracking)]
    private static partial Regex ChatTokens();

    [GeneratedRegex(
        @"\{\{ ?[A-Za-z_][\w.]{0,40} ?\}\}|\$\{[A-Za-z_][\w.]{0,40}\}|<%= ?[\w.]{1,40} ?%>"
            + @"|\[(?:INSERT|Insert|ENTER) [A-Za-z' ]{2,60}\]|\[?INSERT_[A-Z_]{2,40}\]?",
        RegexOptions.NonBacktracking)]
    private static partial Regex Variables();

    [GeneratedRegex(
        @"\b(?:code|function|javascript|typescript|python|typeof|return|returns|prints?|evaluate|expression|variable"
            + @"|json|sql|none|empty|keyword|null|classif\w+|extract|label|list|which|any|if there)\b",
        RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex AsksForValue();

    [GeneratedRegex(
        @"\b(?:token|tokens|tokenizer|chat template|prompt format|special|chatml|llama|html|strikethrough)\b",
        RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex AsksForChatFormat();

    [GeneratedRegex(
        @"\b(?:template\w*|placeholder\w*|variables?|interpolat\w+|code|script|snippet|function|program|bash|shell"
            + @"|jinja2?|handlebars|mustache|liquid|latex|regex|yaml|json|html|css|javascript|typescript|react|vue"
            + @"|angular"
            + @"|terraform|ansible|docker\w*|kubernetes|helm|config\w*|makefile|workflow|email|e-mail|letter|draft|memo"
            + @"|resume|cover letter|form|contract|brackets?|wikipedia|wiki|macro|formula|write|generate|compose)\b",
        RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex AsksForTemplate();
}
