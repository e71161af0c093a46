using System.Collections.Immutable;
using System.IO.Hashing;
using System.Text;
using System.Text.Json;
using Valiqor.Analysis.Items;
using Valiqor.Analysis.Items.Taxonomy;

namespace Valiqor.Benchmarks.Quality;

/// <summary>
/// An item and what people say of it: that at least one of some subcategories fails, or that none does.
/// </summary>
internal sealed record LabelledCase(string Id, string Group, ImmutableArray<string> AnyOf, bool ShouldFail, Item Item)
{
    /// <summary>Halves are cut by group, since the cases of a group resemble each other.</summary>
    public bool IsInDevelopmentHalf => (XxHash32.HashToUInt32(Encoding.UTF8.GetBytes(Group)) & 1) == 0;

    /// <summary>The feature an item most likely comes from, by what it has: labelled cases do not say.</summary>
    public FeatureKind Kind => (Item.Context.IsEmpty, Item.ToolCalls.IsEmpty && Item.Tools.IsEmpty) switch
    {
        (false, false) => FeatureKind.AgenticRag,
        (false, true) => FeatureKind.Rag,
        (true, false) => FeatureKind.Agent,
        (true, true) => FeatureKind.GenericLlm,
    };

    /// <exception cref="InvalidDataException">The line has no item that the product would accept.</exception>
    public static LabelledCase Parse(string line)
    {
        using JsonDocument document = JsonDocument.Parse(line);
        JsonElement row = document.RootElement;
        string id = row.GetProperty("id").GetString()!;
        Item item = ItemParser.Parse(row.GetProperty("item"), out ImmutableArray<ItemProblem> problems)
            ?? throw new InvalidDataException($"{id}: {string.Join(" ", problems.Select(problem => problem.Message))}");
        return new LabelledCase(
            id,
            row.TryGetProperty("group", out JsonElement group) ? group.ToString() : id,
            [.. row.GetProperty("any_of").EnumerateArray().Select(name => name.GetString()!)],
            row.GetProperty("expect").GetString() == "fail",
            item);
    }
}
