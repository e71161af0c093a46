using System.Diagnostics;
using Valiqor.Analysis.Engine;
using Valiqor.Analysis.Facts;
using Valiqor.Analysis.Items;
using Valiqor.Analysis.Items.Taxonomy;
using Valiqor.Analysis.Rules;
using Valiqor.Text.JsonSchema;

namespace Valiqor.Benchmarks.Speed;

/// <summary>Takes the engine's loop apart: what reading the texts costs, and then each detector on top of it.</summary>
internal static class DetectorShares
{
    private const int Passes = 5;

    /// <summary>Medians over several passes, after one that only warms up.</summary>
    public static IReadOnlyList<StepCost> Measure(IReadOnlyList<byte[]> lines, DetectorSelection selection)
    {
        string[] names =
        [
            "parsing the item", "reading the texts", .. selection.Running.Select(row => row.Subcategory.Id),
        ];
        var passes = new List<StepCost[]>();
        for (int pass = 0; pass <= Passes; pass++)
        {
            StepCost[] costs = [.. names.Select(name => new StepCost(name, 0, 0))];
            var schemas = new CompiledSchemas();
            foreach (byte[] line in lines)
            {
                Measure(line, selection, schemas, costs);
            }

            passes.Add(costs);
        }

        return
        [
            .. names.Select((_, step) =>
                passes.Skip(1).OrderBy(costs => costs[step].Ticks).ElementAt(Passes / 2)[step]),
        ];
    }

    private static void Measure(
        byte[] line,
        DetectorSelection selection,
        CompiledSchemas schemas,
        StepCost[] costs)
    {
        Item item = costs[0].Add(() => EngineRun.Parse(line));
        var facts = new ItemFacts(item, schemas);
        costs[1].Add(() => ReadTexts(facts));
        for (int i = 0; i < selection.Running.Length; i++)
        {
            (Subcategory subcategory, IRule rule) = selection.Running[i];
            if (subcategory.AppliesToKind(EngineRun.Kind) && subcategory.RequiredInputs.All(item.Has))
            {
                costs[i + 2].Add(() => rule.Inspect(facts));
            }
        }
    }

    /// <summary>What more than one detector asks for, so that none of them pays for the others.</summary>
    private static int ReadTexts(ItemFacts facts)
    {
        int read = facts.Output.Claims.Length + facts.Output.Citations.Length + facts.Output.Names.Length
            + facts.Output.Quantities.Length + facts.Input.Tokens.Length;
        if (facts.Find<Grounds>() is { } grounds)
        {
            read += grounds.Numbers.Length;
        }

        return read;
    }
}

/// <summary>What a step has cost over a pass.</summary>
internal sealed class StepCost(string name, long ticks, long bytes)
{
    public string Name => name;

    public long Ticks { get; private set; } = ticks;

    public long Bytes { get; private set; } = bytes;

    public T Add<T>(Func<T> step)
    {
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        long start = Stopwatch.GetTimestamp();
        T result = step();
        Ticks += Stopwatch.GetTimestamp() - start;
        Bytes += GC.GetAllocatedBytesForCurrentThread() - allocated;
        return result;
    }
}
