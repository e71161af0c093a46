using Valiqor.Analysis.Facts;
using Valiqor.Analysis.Items;

namespace Valiqor.Analysis.Rules;

/// <summary>Knows one subcategory of taxonomy.json. What it can do is told by the interfaces below.</summary>
public interface IDetector
{
    /// <summary>The id of the subcategory in taxonomy.json.</summary>
    string Subcategory { get; }
}

/// <summary>Decides from the item alone: pure and total, without I/O, the same answer every time.</summary>
public interface IRule : IDetector
{
    /// <summary>
    /// Looks at an item that applies to the subcategory and has its required inputs. Answers
    /// <see cref="Signal.NotApplicable"/> where there is nothing in the item to judge.
    /// </summary>
    Signal Inspect(ItemFacts facts);
}
