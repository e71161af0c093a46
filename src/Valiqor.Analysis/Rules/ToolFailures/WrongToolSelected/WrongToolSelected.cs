using System.Collections.Immutable;
using Valiqor.Analysis.Facts;
using Valiqor.Analysis.Items;

namespace Valiqor.Analysis.Rules.ToolFailures;

/// <summary>
/// A call of a tool that was not offered, of one that has nothing to do with the request, or of one that changes
/// something where the user only asked to see it.
/// </summary>
internal sealed class WrongToolSelected : IRule
{
    /// <summary>An agent of many steps calls tools that the request does not speak of.</summary>
    private const int MostTellingCalls = 8;

    public string Subcategory => "wrong_tool_selected";

    public Signal Inspect(ItemFacts facts)
    {
        Item item = facts.Item;
        if (item.ToolCalls.IsEmpty)
        {
            return Signal.NotApplicable;
        }

        if (item.Tools.IsEmpty)
        {
            return Signal.Pass(0.6);
        }

        if (NotOffered(item) is { } unknown)
        {
            return unknown;
        }

        bool oneTool = item.ToolCalls.All(call => call.Name == item.ToolCalls[0].Name);
        var request = new RequestFacts(facts);
        if (!oneTool || item.ToolCalls.Length > MostTellingCalls
            || request.Find(item.ToolCalls[0].Name) is not { } called)
        {
            return Signal.Pass(0.7);
        }

        ToolFit fit = called.FitTo(request.Words);
        if (fit.NameHits > 0 && !ToolNames.IsDestructive(called.Tool.Name))
        {
            return Misfit(request, called, fit) ?? Signal.Pass(0.85);
        }

        return !request.IsReadable ? Signal.Pass(0.6)
            : Destroys(request, called) ?? Misfit(request, called, fit) ?? Irrelevant(request, called, fit)
                ?? Signal.Pass(0.75);
    }

    private static Signal? NotOffered(Item item)
    {
        var evidence = ImmutableArray.CreateBuilder<Evidence>();
        string? hint = null;
        var offered = item.Tools.Select(tool => ToolNames.Joined(tool.Name)).ToHashSet(StringComparer.Ordinal);
        for (int i = 0; i < item.ToolCalls.Length && evidence.Count < Evidence.Limit; i++)
        {
            string name = item.ToolCalls[i].Name;
            if (name.Length > 0 && !offered.Contains(ToolNames.Joined(name))
                && !offered.Contains(ToolNames.WithoutNamespace(name)))
            {
                hint ??= Nearest(item, name) is { } near ? $"; the nearest one offered is `{near}`" : "";
                evidence.Add(Evidence.InToolCall(
                    i, ToolCallField.Name, 0, name.Length, "tool_not_offered", $"No tool `{name}` was offered{hint}."));
            }
        }

        return evidence.Count == 0 ? null : Signal.Fail(
            0.97,
            $"The model called `{item.ToolCalls[evidence[0].Index].Name}`, which it was not offered{hint}.",
            "Reject calls of unknown tools and answer with the list of those that exist, or turn on strict tool use.",
            evidence.ToImmutable());
    }

    private static string? Nearest(Item item, string name)
    {
        (string? best, double most) = (null, 0.5);
        foreach (ToolDefinition tool in item.Tools)
        {
            double alike = Likeness(name, tool.Name);
            (best, most) = alike > most ? (tool.Name, alike) : (best, most);
        }

        return best;
    }

    private static double Likeness(string one, string other)
    {
        List<string> words = ToolNames.WordsOf(one);
        List<string> others = ToolNames.WordsOf(other);
        int shared = words.Intersect(others).Count();
        return words.Count + others.Count == 0 ? 0 : 2.0 * shared / (words.Count + others.Count);
    }

    /// <summary>A tool that destroys, for somebody who only asked.</summary>
    private static Signal? Destroys(RequestFacts request, ToolProfile called)
    {
        string name = called.Tool.Name;
        return ToolNames.IsDestructive(name) && RequestVerbs.OnlyLooks(request.Text)
            ? Fail(
                request,
                0.8,
                "destructive_tool",
                $"`{name}` deletes or resets something, and the user only asked to see it.",
                $"Say in the description of `{name}` that it needs the user's order, and ask before it runs.")
            : null;
    }

    /// <summary>Another tool is what was asked for, and this one is not.</summary>
    private static Signal? Misfit(RequestFacts request, ToolProfile called, ToolFit fit)
    {
        if (!fit.IsWeak && (fit.NameHits > 1 || 2 * fit.NameHits > fit.NameWords || fit.DescriptionHits > 1))
        {
            return null;
        }

        (ToolProfile? best, ToolFit most) = request.Best(request.Words, tool => tool != called);
        return best is not null && (most.IsClear || (most.NamesAll && fit.IsNone)) 
            && most.Score >= fit.Score + 0.35 && request.IsReadable
            ? Fail(
                request,
                0.85,
                "other_tool_fits",
                $"The request asks for what `{best.Tool.Name}` does, and the model called `{called.Tool.Name}`.",
                $"Make the descriptions of `{best.Tool.Name}` and `{called.Tool.Name}` say when each is to be used.")
            : null;
    }

    private static Signal? Irrelevant(RequestFacts request, ToolProfile called, ToolFit fit)
    {
        if (!fit.IsWeak || fit.ParameterHits > 1)
        {
            return null;
        }

        List<RequestValue> values = RequestValue.In(request.Text);
        var coverage = new CallCoverage(request.Item);
        bool grounded = coverage.Quotes(request.Text) || coverage.IsAllFrom(values)
            || values.Exists(value => value.Kind != RequestValueKind.Number && coverage.Covers(request.Text, value));
        return (fit.IsNone && (!grounded || values.Count == 0)) || (!grounded && fit.DescriptionHits == 0)
            ? Fail(
                request,
                0.8,
                "unrelated_tool",
                $"The request has nothing to do with `{called.Tool.Name}`, and the arguments are not from it.",
                "Tell the model in the system prompt to make no call when no tool fits, and to say so.")
            : !grounded
                ? Signal.Unsure(0.5, $"The request has no words in common with `{called.Tool.Name}`.")
                : null;
    }

    private static Signal Fail(RequestFacts request, double confidence, string rule, string cause, string fix)
    {
        string name = request.Item.ToolCalls[0].Name;
        return Signal.Fail(
            confidence, cause, fix, Evidence.InToolCall(0, ToolCallField.Name, 0, name.Length, rule, cause))
            with
        {
            Stage = PipelineStage.Routing,
        };
    }
}
