using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Valiqor.Analysis.Items;
using Valiqor.Service.Ground;

namespace Valiqor.Service.Runs.Slices;

/// <summary>
/// Logs and counts the detectors that threw: their verdict is "unsure", and nothing else would tell.
/// </summary>
internal sealed class DetectorFaults(ILogger<DetectorFaults> log, IMeterFactory meters)
{
    public const string MeterName = "Valiqor.Analysis";

    private readonly Counter<long> _broken = meters.Create(MeterName).CreateCounter<long>(
        "valiqor.detectors.broken", "{verdict}", "Verdicts and metrics of an item that ended in an exception.");

    internal void Report(RunRef run, int itemIndex, IEnumerable<BrokenDetector> broken)
    {
        foreach (BrokenDetector one in broken)
        {
            _broken.Add(1, new KeyValuePair<string, object?>("detector", one.Id));
            RunLog.DetectorBroken(log, one.Id, one.Kind, itemIndex, run.RunId, one.Trace);
        }
    }
}
