using System.Buffers;
using System.Collections.Immutable;
using Valiqor.Analysis.Items;
using Valiqor.Text;
using Valiqor.Text.Mentions;
using Valiqor.Text.Words;

namespace Valiqor.Analysis.Facts;

/// <summary>What an answer may rest on: the passages, or the document that the question itself brings along.</summary>
internal sealed class Grounds : IFact<Grounds>
{
    private const int ShortestDocument = 280;

    /// <summary>What asks for an answer out of a text that stands beside it.</summary>
    private static readonly SearchValues<string> DocumentTasks = SearchValues.Create(
        ["summar", "tl;dr", "based on the following", "based on the text", "based on the context", "context:",
        "document:",
            "passage:", "article:", "transcript:", "according to the text", "according to the document",
            "according to the passage", "using the following", "from the following text", "the text below"],
        StringComparison.OrdinalIgnoreCase);

    /// <summary>What asks for more than the text has: there the model may add names of its own.</summary>
    private static readonly SearchValues<string> CreativeTasks = SearchValues.Create(
        ["story", "poem", "funny", "creative", "rewrite", "in the style", "imagine", "fiction", "joke", "tweet", "blog",
            "essay", "plan ", "draft", "song", "satir", "rap ", "advert", "placeholder", "brainstorm", "roleplay"],
        StringComparison.OrdinalIgnoreCase);

    /// <summary>Room for the words of most items at once; longer texts grow it, since their words repeat.</summary>
    private const int MostRoom = 1_024;

    private readonly HashSet<ulong> _known;
    private double[]? _numbers;

    private Grounds(ImmutableArray<TextFacts> passages, bool inInput, ItemFacts facts)
    {
        Index = new PassageIndex(passages);
        InInput = inInput;
        Known = inInput ? [.. passages, facts.SystemPrompt] : [.. passages, facts.Input, facts.SystemPrompt];
        _known = new HashSet<ulong>(Math.Min(MostRoom, Known.Sum(text => text.Tokens.Length)));
        foreach (TextFacts text in Known)
        {
            foreach (Token token in text.Tokens)
            {
                _known.Add(token.Stem);
            }
        }
    }

    public PassageIndex Index { get; }

    /// <summary>The document stands in the input: evidence points there, not into the context.</summary>
    public bool InInput { get; }

    /// <summary>Every text that may support a detail: the passages, the question, the system prompt.</summary>
    public ImmutableArray<TextFacts> Known { get; }

    /// <summary>The grounds of an item, or nothing where it brings none.</summary>
    public static Grounds? Read(ItemFacts facts)
    {
        if (facts.Item.Context.Any(passage => !string.IsNullOrWhiteSpace(passage)))
        {
            return new Grounds(facts.Context, false, facts);
        }

        string input = facts.Item.Input;
        bool document = input.Length >= ShortestDocument && input.AsSpan().IndexOfAny(DocumentTasks) >= 0
            && input.AsSpan().IndexOfAny(CreativeTasks) < 0;
        return document ? new Grounds([facts.Input], true, facts) : null;
    }

    public bool Knows(ulong stem) => _known.Contains(stem);

    /// <summary>Every number of the known texts in rising order, the parts of dates too.</summary>
    public ReadOnlySpan<double> Numbers => _numbers ??= ReadNumbers();

    public bool HasNumber(double value) => 
        HasNumberBetween(value - Math.Abs(value * 1e-9), value + Math.Abs(value * 1e-9));

    public bool HasNumberBetween(double low, double high)
    {
        ReadOnlySpan<double> numbers = Numbers;
        int at = numbers.BinarySearch(low);
        at = at < 0 ? ~at : at;
        return at < numbers.Length && numbers[at] <= high;
    }

    public Evidence Point(int passage, int start, int end, string rule, string description) => InInput
        ? Evidence.InInput(start, end, rule, description)
        : Evidence.InContext(passage, start, end, rule, description);

    private double[] ReadNumbers()
    {
        var numbers = new List<double>();
        foreach (TextFacts text in Known)
        {
            foreach (Quantity quantity in text.Quantities)
            {
                numbers.Add(quantity.Value);
                numbers.Add(Math.Abs(quantity.Value));
            }

            foreach (DateMention date in text.Dates)
            {
                numbers.AddRange(date.Year, date.Month, date.Day);
            }
        }

        numbers.Sort();
        return [.. numbers];
    }
}
