namespace Valiqor.Analysis.Facts;

/// <summary>
/// Something that can be read off an item and that more than one rule asks for. The type itself says how it is read, so
/// a new one needs no line anywhere else.
/// </summary>
public interface IFact<TSelf>
    where TSelf : class, IFact<TSelf>
{
    /// <summary>Reads it; null where the item has no such thing. Pure, as rules are.</summary>
    static abstract TSelf? Read(ItemFacts facts);
}
