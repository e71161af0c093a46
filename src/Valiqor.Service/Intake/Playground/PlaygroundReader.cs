using System.Collections.Immutable;
using System.Text.Json;
using Valiqor.Analysis.Items;
using Valiqor.Analysis.Items.Taxonomy;
using Valiqor.Client;
using Valiqor.Service.Door;
using Valiqor.Service.Ground;
using Valiqor.Service.Judging.Keys;
using Valiqor.Service.Models;
using Valiqor.Service.Runs.Scope;

namespace Valiqor.Service.Intake.Playground;

/// <summary>An item to try, and how it is to be taken.</summary>
/// <param name="FeatureKind">As asked for; null: to be inferred.</param>
/// <param name="OwnKey">The caller's own judge key, for this call alone; null: he gave none.</param>
internal sealed record PlaygroundItem(Item Item, string? FeatureKind, JudgeKey? OwnKey);

/// <summary>Reads the item of a body, and holds it to what the playground takes. Characters are code points.</summary>
internal sealed class PlaygroundReader(FailureTaxonomy taxonomy, TokenCounter tokens)
{
    public const int InputCharacters = 2_000;
    public const int OutputCharacters = 5_000;
    public const int ContextCharacters = 5_000;
    public const int ToolCalls = 5;
    public const int Tokens = 4_000;

    /// <summary>
    /// All texts together: a bound for the work of counting tokens. Prose has four or five characters to a token.
    /// </summary>
    public const int AllCharacters = 10 * Tokens;

    /// <exception cref="ProblemException">It is no item, or over a limit; the problem names each place.</exception>
    public PlaygroundItem Read(JsonElement body)
    {
        Item item = ItemParser.Parse(body, out ImmutableArray<ItemProblem> faults) ?? throw ProblemException.Invalid(
            from fault in faults
            select FieldProblems.Of(fault.Message, fault.Type, (object[])["body", .. fault.Place]));
        PlaygroundRequest request = Body.Read(body, WireJson.Default.PlaygroundRequest);
        string? kind = request.FeatureKind;
        AnalyzeOptionsCheck.Check(new AnalyzeOptions { FeatureKind = kind }, taxonomy, "body");
        JudgeKey? ownKey = OwnKey.Read(request.OpenaiApiKey);
        FieldProblem[] problems =
        [
            .. Over("input", Characters(item.Input), InputCharacters, "characters"),
            .. Over("output", Characters(item.Output), OutputCharacters, "characters"),
            .. Over("context", item.Context.Sum(Characters), ContextCharacters, "characters"),
            .. Over("tool_calls", item.ToolCalls.Length, ToolCalls, "calls"),
        ];
        problems = problems.Length > 0 ? problems : [.. TooMuchInAll([.. TextsOf(item)])];
        return problems.Length == 0 ? new PlaygroundItem(item, kind, ownKey) : throw ProblemException.Invalid(problems);
    }

    private IEnumerable<FieldProblem> TooMuchInAll(string[] texts)
    {
        FieldProblem[] problems = [.. Over(null, texts.Sum(Characters), AllCharacters, "characters")];
        return problems.Length > 0
            ? problems
            : Over(null, texts.Sum(tokens.Count), Tokens, $"tokens ({TokenCounter.Encoding})");
    }

    private static IEnumerable<FieldProblem> Over(string? field, int count, int limit, string unit)
    {
        if (count > limit)
        {
            string subject = field is null ? "The item" : $"`{field}`";
            string[] place = field is null ? ["body"] : ["body", field];
            yield return FieldProblems.Of(
                $"{subject} has {count:N0} {unit}; the playground takes at most {limit:N0}.", "too_long", place);
        }
    }

    private static int Characters(string text) => Texts.CharactersBefore(text, text.Length);

    private static IEnumerable<string> TextsOf(Item item)
    {
        IEnumerable<string?> texts =
        [
            item.Input,
            item.Output,
            item.SystemPrompt,
            item.Expected,
            item.OutputSchema?.GetRawText(),
            .. item.Context,
            .. item.ToolCalls.SelectMany(call => (string?[])[call.Name, call.Arguments, call.Output, call.Error]),
            .. item.Tools.SelectMany(tool => (string?[])[tool.Name, tool.Description, tool.Parameters?.GetRawText()]),
        ];
        return texts.OfType<string>();
    }
}
