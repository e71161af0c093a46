using System.Runtime.InteropServices;
using Valiqor.Text.Markdown;
using Valiqor.Text.Mentions;
using Valiqor.Text.Sentences;
using Valiqor.Text.Words;

namespace Valiqor.Text;

/// <summary>What can be read off one text, each kind at most once and only when asked for. Offsets are exact.</summary>
/// <remarks>Not thread-safe, as <c>ItemFacts</c> is not.</remarks>
public sealed class TextFacts(string text)
{
    private List<Token>? _tokens;
    private Sentence[]? _sentences;
    private DateMention[]? _dates;
    private Quantity[]? _quantities;
    private NameMention[]? _names;
    private Quotation[]? _quotations;
    private CitationMarker[]? _citations;
    private Sentence[]? _claims;
    private MarkdownCode? _code;

    public string Text => text;

    public ReadOnlySpan<Token> Tokens => CollectionsMarshal.AsSpan(_tokens ??= Tokenizer.Read(text));

    public ReadOnlySpan<Sentence> Sentences => _sentences ??= SentenceSplitter.Split(text, Tokens, Code);

    public MarkdownCode Code => _code ??= MarkdownCode.Read(text);

    public ReadOnlySpan<DateMention> Dates => _dates ??= DateReader.Read(text, Tokens);

    /// <summary>The numbers that are not part of a date with a month.</summary>
    public ReadOnlySpan<Quantity> Quantities => _quantities ??= QuantityReader.Read(text, Tokens, Dates);

    public ReadOnlySpan<NameMention> Names => _names ??= NameReader.Read(text, Tokens, Sentences);

    public ReadOnlySpan<Quotation> Quotations => _quotations ??= Quotation.Read(text);

    public ReadOnlySpan<CitationMarker> Citations => _citations ??= CitationReader.Read(text);

    /// <summary>The sentences that state something.</summary>
    public ReadOnlySpan<Sentence> Claims => _claims ??= ClaimReader.Read(this);

    /// <summary>The number of the first token that starts at this place or behind it.</summary>
    public int TokenAt(int position)
    {
        int low = 0;
        int high = Tokens.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = Tokens[middle].Start < position ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    public ReadOnlySpan<Token> TokensOf(Sentence sentence) => Tokens[sentence.FirstToken..sentence.EndToken];
}
