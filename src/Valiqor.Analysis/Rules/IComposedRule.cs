using System.Collections.Immutable;

namespace Valiqor.Analysis.Rules;

/// <summary>A rule made of several checks, each of which can be added, taken out and tried by itself.</summary>
internal interface IComposedRule : IRule
{
    /// <summary>In the order in which they look.</summary>
    IEnumerable<ICheck> Checks { get; }
}

/// <summary>One of the checks that a subcategory's rule is made of.</summary>
internal interface ICheck
{
    /// <summary>What its evidence is called in results: short <c>snake_case</c> words, stable.</summary>
    ImmutableArray<string> Rules { get; }
}

/// <summary>A check of which one find is enough.</summary>
/// <typeparam name="TSubject">What it looks at: an item's facts, a text, a pair of sentences.</typeparam>
/// <typeparam name="TFound">What it tells of a find.</typeparam>
internal interface IFindOne<in TSubject, out TFound> : ICheck
    where TFound : class
{
    /// <summary>What it finds; null for nothing. Pure and total, as rules are.</summary>
    TFound? Find(TSubject subject);
}

/// <summary>A check that tells all it finds.</summary>
/// <typeparam name="TSubject">What it looks at.</typeparam>
/// <typeparam name="TFound">What it tells of each find.</typeparam>
internal interface IFindAll<in TSubject, TFound> : ICheck
{
    /// <param name="found">What the checks before it found, to which it adds.</param>
    void Find(TSubject subject, List<TFound> found);
}
