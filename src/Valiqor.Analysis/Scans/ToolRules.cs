using System.Collections.Immutable;
using System.Text.Json;
using Valiqor.Analysis.Items;
using Valiqor.Text.Patterns;

namespace Valiqor.Analysis.Scans;

/// <summary>Failed calls that a tool's definition invites. The tool is found by the name that was called.</summary>
internal static class ToolRules
{
    // Of the different words of two descriptions, the share that both have; above it they read alike.
    private const double NearlyEqual = 0.7;

    private const int SnippetCharacters = 300;

    public static ImmutableArray<ScanRule> All { get; } =
    [
        OfSchema(
            "tool_argument_not_required",
            rule => rule == "schema_required",
            (schema, property) => !schema.Requires(property.Name),
            "argument that was left out",
            "does not require `{0}`",
            "list `{0}` under `required`"),
        OfSchema(
            "tool_argument_without_type",
            rule => rule.StartsWith("schema_", StringComparison.Ordinal) && rule != "schema_required",
            (_, property) => !ToolSchema.HasKind(property),
            "argument that is wrong",
            "gives `{0}` no type",
            "give `{0}` a type, and an `enum` where its values are known"),
        OfSchema(
            "tool_argument_without_description",
            rule => rule.StartsWith("schema_", StringComparison.Ordinal),
            (_, property) => !ToolSchema.HasDescription(property),
            "argument that is wrong",
            "does not describe `{0}`",
            "describe `{0}`: what it is, in which form and unit, with an example"),
        new(
            "tool_schema_open", "let the tool take arguments that it does not name", ["invalid_tool_arguments"],
            OpenSchema),
        new(
            "tool_without_schema", "say nothing of the tool's arguments", ["invalid_tool_arguments"], WithoutSchema),
        new("tools_alike", "describe another tool in nearly the same words", ["wrong_tool_selected"], Alike),
        new(
            "tool_without_description", "do not describe the tool", ["wrong_tool_selected", "missing_tool_call"],
            WithoutDescription),
    ];

    /// <summary>
    /// A fault of the argument that the failing evidence is about, in every definition of the tool.
    /// </summary>
    private static ScanRule OfSchema(
        string id,
        Func<string, bool> concerns,
        Func<ToolSchema, JsonProperty, bool> isFaulty,
        string argument,
        string what,
        string fix) => new(id, SummaryOf(what, argument), ["invalid_tool_arguments"], scene =>
    {
        var found = new List<ScanEvidence>();
        foreach ((string called, Evidence place) in CallsWith(scene, concerns))
        {
            ImmutableArray<ScannedTool> tools = scene.Scan.ToolsNamed(called);
            string? faulty = tools
                .SelectMany(tool => Concerned(tool, place))
                .Select(property => property.Name)
                .FirstOrDefault(name => tools.All(tool => IsFaulty(tool, name)));
            if (faulty is not null)
            {
                found.Add(Of(tools[0], id, Fill(what, faulty), Fill(fix, faulty)));
            }
        }

        return found.DistinctBy(evidence => evidence.Description);

        bool IsFaulty(ScannedTool tool, string name)
        {
            var schema = new ToolSchema(tool.Parameters ?? default);
            return tool.Parameters is not null
                && schema.Properties.Any(property => property.Name == name && isFaulty(schema, property));
        }
    });

    private static IEnumerable<ScanEvidence> OpenSchema(ScanScene scene)
    {
        foreach (string name in CallsWith(scene, rule => rule == "schema_additional_properties")
            .Select(call => call.Tool).Distinct(StringComparer.Ordinal))
        {
            ImmutableArray<ScannedTool> tools = scene.Scan.ToolsNamed(name);
            if (tools.Length > 0 && tools.All(tool => tool.Parameters is { } schema && new ToolSchema(schema).IsOpen))
            {
                yield return Of(
                    tools[0],
                    "tool_schema_open",
                    "takes arguments that it does not name",
                    "set `additionalProperties` to false");
            }
        }
    }

    private static IEnumerable<ScanEvidence> WithoutSchema(ScanScene scene)
    {
        foreach (string name in scene.FailingTools)
        {
            ImmutableArray<ScannedTool> tools = scene.Scan.ToolsNamed(name);
            if (tools.Length > 0 && tools.All(tool => tool.Parameters is null))
            {
                yield return Of(
                    tools[0],
                    "tool_without_schema",
                    "says nothing of its arguments",
                    "give it a JSON Schema of its arguments");
            }
        }
    }

    private static IEnumerable<ScanEvidence> Alike(ScanScene scene)
    {
        foreach (string name in scene.FailingTools)
        {
            foreach (ScannedTool tool in scene.Scan.ToolsNamed(name).Take(1))
            {
                ScannedTool? other = scene.Scan.Tools.FirstOrDefault(other =>
                    other.Name != name && AreAlike(tool.Description, other.Description));
                if (other is not null)
                {
                    yield return Of(
                        tool,
                        "tools_alike",
                        $"is described nearly as `{other.Name}`{At(other)} is",
                        $"say in both descriptions which one is for what, `{tool.Name}` and `{other.Name}`");
                }
            }
        }
    }

    /// <summary>
    /// A call of a tool that no word explains; or a call that was never made, where no tool has a description.
    /// </summary>
    private static IEnumerable<ScanEvidence> WithoutDescription(ScanScene scene)
    {
        bool missing = scene.Finding.Subcategory.Id == "missing_tool_call";
        IEnumerable<string> names = missing ? scene.Item.Tools.Select(tool => tool.Name) : scene.FailingTools;
        ImmutableArray<ImmutableArray<ScannedTool>> found =
            [.. names.Select(scene.Scan.ToolsNamed).Where(tools => tools.Length > 0)];
        ImmutableArray<ImmutableArray<ScannedTool>> mute =
            [.. found.Where(tools => tools.All(tool => string.IsNullOrWhiteSpace(tool.Description)))];
        return missing && mute.Length < found.Length ? [] : mute.Select(tools => Of(
            tools[0],
            "tool_without_description",
            "has no description",
            "say in its description what it does and when to call it"));
    }

    private static IEnumerable<(string Tool, Evidence Place)> CallsWith(ScanScene scene, Func<string, bool> concerns) =>
        from place in scene.Evidence
        where place.Source == EvidenceSource.ToolCall
            && place.Index < scene.Item.ToolCalls.Length
            && concerns(place.Rule)
        select (scene.Item.ToolCalls[place.Index].Name, place);

    /// <summary>The arguments of the tool that the evidence names: by pointer ("/city: …") or by word.</summary>
    private static IEnumerable<JsonProperty> Concerned(ScannedTool tool, Evidence place)
    {
        if (tool.Parameters is not { } schema)
        {
            return [];
        }

        string text = place.Description;
        string? pointed = text.StartsWith('/') ? text[1..text.IndexOfAny([':', '/'], 1)] : null;
        return new ToolSchema(schema).Properties.Where(property => pointed is null
            ? Word.Matches(text).Any(word => word.Value == property.Name)
            : property.Name == pointed);
    }

    private static bool AreAlike(string? one, string? other)
    {
        if (one is null || other is null)
        {
            return false;
        }

        HashSet<string> first = PromptMatch.Words(one);
        HashSet<string> second = PromptMatch.Words(other);
        int both = first.Count(second.Contains);
        return both > 0 && both >= NearlyEqual * (first.Count + second.Count - both);
    }

    private static ScanEvidence Of(ScannedTool tool, string rule, string what, string fix)
    {
        string snippet = tool.Description is { Length: > 0 } words ? $"{tool.Name}: {words}" : tool.Name;
        return new ScanEvidence(
            tool.Place(),
            rule,
            $"The definition of `{tool.Name}`{At(tool)} {what}.",
            $"In the definition of `{tool.Name}`{At(tool)}: {fix}.")
        {
            IsExact = true,
            Snippet = snippet.Length <= SnippetCharacters ? snippet : snippet[..SnippetCharacters],
        };
    }

    private static string At(ScannedTool tool) => tool.Place().IsKnown ? $" at {tool.Place()}" : "";

    private static string SummaryOf(string what, string argument) =>
        $"have a definition that {Fill(what, argument).Replace("`", "", StringComparison.Ordinal)}"
            .Replace(argument, $"the {argument}", StringComparison.Ordinal);

    private static string Fill(string sentence, string argument) =>
        sentence.Replace("{0}", argument, StringComparison.Ordinal);

    private static readonly Pattern Word = Pattern.Of(@"[\w-]+");
}
