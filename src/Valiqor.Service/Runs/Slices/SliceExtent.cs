namespace Valiqor.Service.Runs.Slices;

/// <summary>Where one slice's items lie in the run's items blob.</summary>
internal readonly record struct SliceExtent(long Offset, int Length, int FirstItem, int Items);
