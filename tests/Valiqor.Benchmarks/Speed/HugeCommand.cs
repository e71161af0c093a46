using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using Valiqor.Analysis.Engine;
using Valiqor.Analysis.Facts;
using Valiqor.Analysis.Items;
using Valiqor.Analysis.Rules;

namespace Valiqor.Benchmarks.Speed;

/// <summary><c>huge</c>: the longest that any detector takes for an item with huge and hostile texts.</summary>
internal static class HugeCommand
{
    private const int Shown = 15;

    public static Command Create()
    {
        var length = new Option<int>("--length")
        {
            Description = "Characters of each text.",
            DefaultValueFactory = _ => 1_000_000,
        };
        var only = new Option<string?>("--detector") { Description = "Only the detector of this subcategory." };
        var command = new Command("huge", "Measures the detectors on huge and hostile texts.") { length, only };
        command.SetAction(arguments => Run(arguments.GetValue(length), arguments.GetValue(only)));
        return command;
    }

    private static void Run(int length, string? only)
    {
        Machine.Print();
        IRule[] rules =
        [
            .. DetectorCatalog.All.OfType<IRule>().Where(rule => only is null || rule.Subcategory == only),
        ];
        var slowest = new List<(TimeSpan Time, string Detector, string Place, string Text)>();
        var whole = new Dictionary<string, TimeSpan>(StringComparer.Ordinal);
        foreach ((string name, string text) in HugeTexts.All(length))
        {
            foreach ((string place, Item item) in Places(text))
            {
                var facts = new ItemFacts(item);
                foreach (IRule rule in rules)
                {
                    long start = Stopwatch.GetTimestamp();
                    rule.Inspect(facts);
                    TimeSpan time = Stopwatch.GetElapsedTime(start);
                    slowest.Add((time, rule.Subcategory, place, name));
                    whole[$"{place} {name}"] = whole.GetValueOrDefault($"{place} {name}") + time;
                }
            }
        }

        var table = new Table("detector", "place", "text", "ms");
        foreach (var row in slowest.OrderByDescending(row => row.Time).Take(Shown))
        {
            table.Add(row.Detector, row.Place, row.Text, Table.Number(row.Time.TotalMilliseconds));
        }

        table.Print();
        (string worst, TimeSpan all) = whole.MaxBy(row => row.Value);
        Console.WriteLine($"{whole.Count} items; the slowest, {worst}, took all detectors together "
            + $"{Table.Number(all.TotalMilliseconds)} ms.");
    }

    /// <summary>The text in each place alone, and in all at once.</summary>
    private static IEnumerable<(string Place, Item Item)> Places(string text)
    {
        const string Question = "Summarise the text, list 3 names and give the total in JSON.";
        const string Answer = "Sure: Anna, Ben and Carla paid $30 in 2024.";
        yield return ("output", new Item { Input = Question, Output = text });
        yield return ("input", new Item { Input = text, Output = Answer });
        yield return ("context", new Item { Input = Question, Output = Answer, Context = [text] });
        yield return ("tool call", Called(new Item { Input = Question, Output = Answer }, text));
        yield return ("everywhere", Called(
            new Item { Input = text, Output = text, Context = [text], SystemPrompt = text }, text));
    }

    private static Item Called(Item item, string text) => item with
    {
        Tools = [new ToolDefinition("find", "Finds things.", JsonDocument.Parse("{\"type\": \"object\"}").RootElement)],
        ToolCalls = [new ToolCall("find", text) { Output = text, Error = text }],
    };
}
