using Microsoft.ML.Tokenizers;

namespace Valiqor.Pipeline.Limits;

/// <summary>Counts tokens as the current models of OpenAI do. Its vocabulary takes a moment to load, once.</summary>
public sealed class TokenCounter
{
    public const string Encoding = "o200k_base";

    private readonly Lazy<Tokenizer> _tokenizer = new(() => TiktokenTokenizer.CreateForEncoding(Encoding));

    public int Count(string text) => _tokenizer.Value.CountTokens(text);
}
