using System.Buffers;
using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Valiqor.Analysis.Facts;
using Valiqor.Analysis.Items;
using Valiqor.Text.Markdown;
using Valiqor.Text.Patterns;

namespace Valiqor.Analysis.Rules.InstructionCompliance;

/// <summary>
/// Finds what a template, a chat format or a program left in the answer: <c>{{name}}</c>, <c>&lt;|im_end|&gt;</c>.
/// </summary>
internal sealed class LeftoverTemplate : IFindOne<ItemFacts, Signal>
{
    private static readonly SearchValues<char> Openers = SearchValues.Create("{$<[%");

    private static readonly string[] ProgramValues =
        ["undefined", "null", "None", "NaN", "nil", "[object Object]", "[object Promise]", "<nil>", "(null)"];

    /// <summary>So many that are part of code or of the prompt's words prove that the answer is about them.</summary>
    private const int MostLooks = 200;

    public ImmutableArray<string> Rules => ["program_value", "chat_token", "unfilled_variable"];

    public Signal? Find(ItemFacts facts) => Place(facts.Item, facts.Output.Code) is { } evidence
        ? Signal.Fail(
            evidence.Confidence,
            "Text of a template, a chat format or a program value reached the user unfilled.",
            "Fill or reject the template before it is sent, and stop generation at the model's end tokens.",
            evidence) with
        { Stage = PipelineStage.Synthesis }
        : null;

    private static Evidence? Place(Item item, MarkdownCode code)
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
                    || AsksForValue.IsMatch(item.Input);
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

    private static Evidence? ChatToken(Item item, MarkdownCode code)
    {
        int looks = 0;
        foreach (ValueMatch match in ChatTokens.EnumerateMatches(item.Output))
        {
            if (++looks > MostLooks)
            {
                break;
            }

            string token = item.Output.Substring(match.Index, match.Length);
            if (!code.Holds(match.Index)
                && !item.Input.Contains(token, StringComparison.Ordinal)
                && !AsksForChatFormat.IsMatch(item.Input))
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

    private static Evidence? Variable(Item item, MarkdownCode code)
    {
        int looks = 0;
        foreach (ValueMatch match in Variables.EnumerateMatches(item.Output))
        {
            if (++looks > MostLooks)
            {
                break;
            }

            if (code.Holds(match.Index))
            {
                continue;
            }

            string text = item.Output.Substring(match.Index, match.Length);
            if (item.Input.Contains(text, StringComparison.Ordinal)
                || item.SystemPrompt?.Contains(text, StringComparison.Ordinal) == true
                || AsksForTemplate.IsMatch(item.Input))
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

    private static readonly Pattern ChatTokens = Pattern.Of(
        @"<\|[a-z_]{2,24}\|>|</s>|\[/?INST\]|<</?SYS>>|<(?:start|end)_of_turn>");

    private static readonly Pattern Variables = Pattern.Of(
        @"\{\{ ?[A-Za-z_][\w.]{0,40} ?\}\}|\$\{[A-Za-z_][\w.]{0,40}\}|<%= ?[\w.]{1,40} ?%>"
            + @"|\[(?:INSERT|Insert|ENTER) [A-Za-z' ]{2,60}\]|\[?INSERT_[A-Z_]{2,40}\]?");

    private static readonly Pattern AsksForValue = Pattern.AnyCase(
        @"\b(?:code|function|javascript|typescript|python|typeof|return|returns|prints?|evaluate|expression|variable"
            + @"|json|sql|none|empty|keyword|null|classif\w+|extract|label|list|which|any|if there)\b");

    private static readonly Pattern AsksForChatFormat = Pattern.AnyCase(
        @"\b(?:token|tokens|tokenizer|chat template|prompt format|special|chatml|llama|html|strikethrough)\b");

    private static readonly Pattern AsksForTemplate = Pattern.AnyCase(
        @"\b(?:template\w*|placeholder\w*|variables?|interpolat\w+|code|script|snippet|function|program|bash|shell"
            + @"|jinja2?|handlebars|mustache|liquid|latex|regex|yaml|json|html|css|javascript|typescript|react|vue"
            + @"|angular"
            + @"|terraform|ansible|docker\w*|kubernetes|helm|config\w*|makefile|workflow|email|e-mail|letter|draft|memo"
            + @"|resume|cover letter|form|contract|brackets?|wikipedia|wiki|macro|formula|write|generate|compose)\b");
}
