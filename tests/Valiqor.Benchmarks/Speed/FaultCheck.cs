using Valiqor.Analysis.Engine;
using Valiqor.Analysis.Items;
using Valiqor.Benchmarks.Generation;

namespace Valiqor.Benchmarks.Speed;

/// <summary>
/// Whether generated items are what they were made to be: without a fault they pass, with one they fail.
/// </summary>
internal static class FaultCheck
{
    public static void Print(Corpus corpus, EngineRun engine)
    {
        var counts = new SortedDictionary<Fault, (int Items, int Failed)>();
        var alarms = new SortedDictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < corpus.Lines.Length; i++)
        {
            ItemReport report = DetectorEngine.Analyze(
                EngineRun.Parse(corpus.Lines[i]), engine.Selection, EngineRun.Kind);
            Finding[] fails = [.. report.Findings.Where(finding => finding.Signal.Decision == Decision.Fail)];
            (int items, int failed) = counts.GetValueOrDefault(corpus.Faults[i]);
            counts[corpus.Faults[i]] = (items + 1, failed + (fails.Length > 0 ? 1 : 0));
            foreach (Finding fail in corpus.Faults[i] == Fault.None ? fails : [])
            {
                string alarm = $"{fail.Subcategory.Id}: {fail.Signal.RootCause}";
                alarms[alarm] = alarms.GetValueOrDefault(alarm) + 1;
            }
        }

        var table = new Table("fault put in", "items", "failed", "share");
        foreach ((Fault fault, (int items, int failed)) in counts)
        {
            table.Add($"{fault}", $"{items}", $"{failed}", Table.Percent((double)failed / items));
        }

        table.Print();
        foreach ((string alarm, int count) in alarms.OrderByDescending(row => row.Value).Take(10))
        {
            Console.WriteLine($"- false alarm, {count} times: {alarm}");
        }
    }
}
