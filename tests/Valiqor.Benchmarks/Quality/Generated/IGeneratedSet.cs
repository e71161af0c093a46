namespace Valiqor.Benchmarks.Quality.Generated;

/// <summary>
/// Labelled cases that are made, not collected: correct items and the same items with a known fault put in.
/// </summary>
internal interface IGeneratedSet
{
    /// <summary>The row's name in the table of figures.</summary>
    string Name { get; }

    /// <summary>The same cases every time.</summary>
    IEnumerable<LabelledCase> Cases();
}
