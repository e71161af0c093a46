using System.Collections.Immutable;
using System.Text.Json;
using Valiqor.Analysis.Items;
using Valiqor.Service.Traces.Items;

namespace Valiqor.Service.Runs.Slices;

/// <summary>A line of a slice: one item as the plan stored it.</summary>
internal readonly record struct SliceItem(int Index, ReadOnlyMemory<byte> Json)
{
    /// <param name="lines">Each ends in a line feed.</param>
    public static IEnumerable<SliceItem> ReadAll(ReadOnlyMemory<byte> lines, int firstItem)
    {
        for (int index = firstItem; !lines.IsEmpty; index++)
        {
            int end = lines.Span.IndexOf((byte)'\n');
            yield return new SliceItem(index, lines[..end]);
            lines = lines[(end + 1)..];
        }
    }

    public Item Parse() => ItemParser.Parse(Json, out ImmutableArray<ItemProblem> problems)
        ?? throw new JsonException($"An item that the plan let in is not one: {problems[0].Message}");

    public TracePlaces? ReadPlaces()
    {
        using JsonDocument document = JsonDocument.Parse(Json);
        return TracePlaces.Read(document.RootElement);
    }
}
