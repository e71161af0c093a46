using System.Globalization;
using System.Runtime.InteropServices;

namespace Valiqor.Benchmarks.Speed;

/// <summary>Where the figures come from.</summary>
internal static class Machine
{
    public static void Print() => Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"{RuntimeInformation.OSDescription}, {RuntimeInformation.OSArchitecture}, {Environment.ProcessorCount} cores, "
        + $"{RuntimeInformation.FrameworkDescription}, {TimeProvider.System.GetUtcNow():yyyy-MM-dd}"));
}
