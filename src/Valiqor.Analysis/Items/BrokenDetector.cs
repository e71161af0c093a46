namespace Valiqor.Analysis.Items;

/// <summary>A detector or metric that threw at an item, without the item's words: a message may quote them.</summary>
/// <param name="Id">The subcategory, or the metric.</param>
/// <param name="Kind">The exception's type.</param>
/// <param name="Trace">The methods that it came through.</param>
public sealed record BrokenDetector(string Id, string Kind, string? Trace)
{
    internal static BrokenDetector Of(string id, Exception exception) =>
        new(id, exception.GetType().Name, exception.StackTrace);
}
