namespace Valiqor.Service.Runs;

/// <summary>The settings of runs: how they are cut, and from where on a metric's value counts as passed.</summary>
internal interface IRunSettings
{
    int ItemsPerSlice { get; }

    int SlicesPerWindow { get; }

    int MaxItemBytes { get; }

    double QualityThreshold { get; }
}
