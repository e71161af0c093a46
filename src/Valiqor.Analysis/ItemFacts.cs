namespace Valiqor.Analysis;

/// <summary>An item and what can be read off its texts, each computed at most once and shared by the detectors.</summary>
/// <remarks>Not thread-safe: one item is analysed by one thread.</remarks>
public sealed class ItemFacts(Item item)
{
    public Item Item => item;
}
