using System.Collections.Immutable;

namespace Valiqor.Benchmarks.Quality.Generated;

/// <summary>Every generated set, in the order of the table.</summary>
internal static class GeneratedSets
{
    public static ImmutableArray<IGeneratedSet> All { get; } =
    [
        new WrongTools(), new MissingCalls(), new BadArguments(), new MisusedOutputs(), new CallLoops(),
        new ExposedSecrets(),
    ];
}
