using System.Collections.Immutable;
using Valiqor.Analysis.Detectors.RetrievalFailures;
using Valiqor.Analysis.Detectors.SecuritySafety.Injection;
using Valiqor.Analysis.Instructions;
using Valiqor.Analysis.JsonSchema;
using Valiqor.Analysis.Metrics;
using Valiqor.Analysis.Text;

namespace Valiqor.Analysis;

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
    private bool _groundsRead;
    private Grounds? _grounds;
    private bool _questionRead;
    private QuestionMatch? _question;
    private bool _comparedRead;
    private ComparedTexts? _compared;
    private ImmutableArray<InjectedOrder> _injectedOrders;
    private InstructionVerdicts? _instructions;

    public Item Item => item;

    public CompiledSchemas Schemas => _schemas ??= new CompiledSchemas();

    public TextFacts Input => _input ??= new TextFacts(item.Input);

    public TextFacts Output => _output ??= new TextFacts(item.Output);

    /// <summary>The passages, in the item's order.</summary>
    public ImmutableArray<TextFacts> Context =>
        _context.IsDefault ? _context = [.. item.Context.Select(passage => new TextFacts(passage))] : _context;

    /// <summary>What the output may rest on; nothing where the item brings neither passages nor a document.</summary>
    public Grounds? Grounds
    {
        get
        {
            if (!_groundsRead)
            {
                _grounds = Text.Grounds.Of(this);
                _groundsRead = true;
            }

            return _grounds;
        }
    }

    /// <summary>The question beside the passages; nothing where the item has no passages or asks nothing.</summary>
    internal QuestionMatch? Question
    {
        get
        {
            if (!_questionRead)
            {
                _question = QuestionMatch.Of(this);
                _questionRead = true;
            }

            return _question;
        }
    }

    /// <summary>Output and expected answer, made alike; nothing where the item brings no expected answer.</summary>
    public ComparedTexts? Compared
    {
        get
        {
            if (!_comparedRead)
            {
                _compared = ComparedTexts.Of(item);
                _comparedRead = true;
            }

            return _compared;
        }
    }

    /// <summary>The orders to the model in the input, the passages and the tools' results.</summary>
    internal ImmutableArray<InjectedOrder> InjectedOrders =>
        _injectedOrders.IsDefault ? _injectedOrders = InjectionFinder.Find(this) : _injectedOrders;

    /// <summary>What the prompts ask for in a verifiable way, and what of it the output does not do.</summary>
    internal InstructionVerdicts Instructions => _instructions ??= InstructionChecker.Check(this);

    /// <summary>Empty where the item has no system prompt.</summary>
    public TextFacts SystemPrompt => _systemPrompt ??= new TextFacts(item.SystemPrompt ?? "");
}
