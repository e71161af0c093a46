using System.Text.Json;
using Valiqor.Analysis.Items;

namespace Valiqor.Analysis.Tests;

/// <summary>Builders that show only what matters to a test.</summary>
internal static class Some
{
    public static Item Item(string input = "?", string output = "", params string[] context) =>
        new() { Input = input, Output = output, Context = [.. context] };

    /// <summary>An item of a cases file.</summary>
    public static Item Item(JsonElement element)
    {
        Item? item = ItemParser.Parse(element, out var problems);
        return item ?? throw new InvalidDataException(string.Join(" ", problems.Select(problem => problem.Message)));
    }
}
