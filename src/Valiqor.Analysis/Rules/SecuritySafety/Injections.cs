using System.Collections.Immutable;
using Valiqor.Analysis.Facts;

namespace Valiqor.Analysis.Rules.SecuritySafety;

/// <summary>The orders to the model in the input, the passages and the tools' results.</summary>
internal sealed record Injections(ImmutableArray<InjectedOrder> All) : IFact<Injections>
{
    public static Injections Read(ItemFacts facts) => new(InjectionFinder.Find(facts));
}
