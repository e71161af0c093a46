using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Valiqor.Analysis.Items;
using Valiqor.Benchmarks.Generation;

namespace Valiqor.Benchmarks.Speed;

/// <summary>The engine beside the least that any service must do with a line: parse it.</summary>
[MemoryDiagnoser]
public class EngineBenchmarks
{
    private const int Items = 1_000;

    private readonly EngineRun _engine = new();
    private byte[][] _lines = [];

    [GlobalSetup]
    public void Setup() => _lines = Corpus.Generate(Items).Lines;

    [Benchmark(Baseline = true, OperationsPerInvoke = Items, Description = "JsonDocument.Parse")]
    public int ParseJson()
    {
        int members = 0;
        foreach (byte[] line in _lines)
        {
            using JsonDocument document = JsonDocument.Parse(line);
            members += document.RootElement.GetPropertyCount();
        }

        return members;
    }

    [Benchmark(OperationsPerInvoke = Items, Description = "ItemParser.Parse")]
    public int ParseItem()
    {
        int characters = 0;
        foreach (byte[] line in _lines)
        {
            Item item = EngineRun.Parse(line);
            characters += item.Output.Length;
        }

        return characters;
    }

    [Benchmark(OperationsPerInvoke = Items, Description = "parse + analyze + score")]
    public int Analyze() => _engine.Analyze(_lines).ItemsWithFailures;
}
