using System.Text.Json;
using CsCheck;
using Valiqor.Analysis.Engine;
using Valiqor.Analysis.Facts;
using Valiqor.Analysis.Items;
using Valiqor.Analysis.Rules;
using Valiqor.Benchmarks.Speed;

namespace Valiqor.Analysis.Tests;

/// <summary>
/// Rules on texts that are hard on whoever reads them. How long a megabyte of each takes is measured by the benchmark
/// <c>huge</c>; here work that grows too fast shows by never ending.
/// </summary>
public sealed class HostileTextTests
{
    private const int Length = 12_000;
    private const int LongestMilliseconds = 180_000;

    [Fact(Timeout = LongestMilliseconds)]
    public Task Every_rule_ends_on_hostile_texts_and_says_the_same_twice() => Task.Run(() =>
    {
        foreach ((string name, string text) in HugeTexts.All(Length))
        {
            foreach (Item item in Placed(text))
            {
                TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
                ShouldBeSound(item, name);
            }
        }
    }, TestContext.Current.CancellationToken);

    [Fact(Timeout = LongestMilliseconds)]
    public Task Every_rule_ends_on_mixtures_of_them() => Task.Run(() =>
    {
        string[] texts = [.. HugeTexts.All(200).Select(text => text.Text)];
        Gen<string> mixture = Gen.Int[0, texts.Length - 1].Select(at => texts[at]).Array[1, 12].Select(string.Concat);
        Gen.Select(mixture, mixture, mixture).Sample(
            (input, output, context) =>
            {
                TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
                ShouldBeSound(Item(input, output, context), "mixture");
                return true;
            },
            iter: 300);
    }, TestContext.Current.CancellationToken);

    private static void ShouldBeSound(Item item, string name)
    {
        var facts = new ItemFacts(item);
        foreach (IRule rule in DetectorCatalog.All.OfType<IRule>())
        {
            Signal signal = rule.Inspect(facts);

            signal.Confidence.ShouldBeInRange(0, 1, $"{rule.Subcategory}: {name}");
            foreach (Evidence evidence in signal.Evidence)
            {
                string text = evidence.TextIn(item);
                (evidence.Start >= 0 && evidence.Start <= evidence.End && evidence.End <= text.Length)
                    .ShouldBeTrue($"{rule.Subcategory}: {name}: {evidence}");
            }

            Signal again = rule.Inspect(new ItemFacts(item));
            (again.Decision, again.RootCause).ShouldBe(
                (signal.Decision, signal.RootCause), $"{rule.Subcategory}: {name}");
            again.Evidence.ShouldBe(signal.Evidence, $"{rule.Subcategory}: {name}");
        }
    }

    private static IEnumerable<Item> Placed(string text)
    {
        const string Question = "Summarise the text in 3 sentences, as JSON.";
        const string Answer = "Sure: Anna paid $30 in 2024.";
        yield return Item(text, Answer, "Anna paid $30.");
        yield return Item(Question, text, "Anna paid $30.");
        yield return Item(Question, Answer, text);
        yield return Item(text, text, text) with { SystemPrompt = text };
    }

    private static Item Item(string input, string output, string context) => new()
    {
        Input = input,
        Output = output,
        Context = [context],
        Tools = [new ToolDefinition("find", "Finds things.", JsonDocument.Parse("{\"type\": \"object\"}").RootElement)],
        ToolCalls = [new ToolCall("find", context) { Output = context, Error = output }],
    };
}
