using System.Collections.Immutable;
using Valiqor.Analysis.Items;
using Valiqor.Text;
using Valiqor.Text.JsonSchema;

namespace Valiqor.Analysis.Facts;

/// <summary>
/// An item and what can be read off its texts, each computed at most once and shared by the detectors.
/// </summary>
/// <remarks>Not thread-safe: one item is analysed by one thread.</remarks>
/// <param name="schemas">Those of the items analysed before it, so that equal ones are compiled once.</param>
public sealed class ItemFacts(Item item, CompiledSchemas? schemas = null)
{
    private CompiledSchemas? _schemas = schemas;
    private TextFacts? _input;
    private TextFacts? _output;
    private TextFacts? _systemPrompt;
    private ImmutableArray<TextFacts> _context;

    /// <summary>A handful at most, so that looking through them is quicker than hashing.</summary>
    private readonly List<(Type Type, object? Fact)> _facts = [];

    public Item Item => item;

    public CompiledSchemas Schemas => _schemas ??= new CompiledSchemas();

    public TextFacts Input => _input ??= new TextFacts(item.Input);

    public TextFacts Output => _output ??= new TextFacts(item.Output);

    /// <summary>The passages, in the item's order.</summary>
    public ImmutableArray<TextFacts> Context =>
        _context.IsDefault ? _context = [.. item.Context.Select(passage => new TextFacts(passage))] : _context;

    /// <summary>Empty where the item has no system prompt.</summary>
    public TextFacts SystemPrompt => _systemPrompt ??= new TextFacts(item.SystemPrompt ?? "");

    /// <summary>A fact that every item has.</summary>
    public T Get<T>()
        where T : class, IFact<T> =>
        Find<T>() ?? throw new InvalidOperationException($"An item may be without {typeof(T).Name}: use Find.");

    /// <summary>A fact that not every item has: read once, when first asked for; null where there is none.</summary>
    public T? Find<T>()
        where T : class, IFact<T>
    {
        foreach ((Type type, object? known) in _facts)
        {
            if (type == typeof(T))
            {
                return (T?)known;
            }
        }

        T? fact = T.Read(this);
        _facts.Add((typeof(T), fact));
        return fact;
    }
}
