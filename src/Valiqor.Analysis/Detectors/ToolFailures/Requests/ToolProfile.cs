using System.Collections.Immutable;
using System.Text.Json;
using Valiqor.Analysis.Text;

namespace Valiqor.Analysis.Detectors.ToolFailures.Requests;

/// <summary>What a tool is about, as the words of its definition tell.</summary>
internal sealed class ToolProfile
{
    /// <summary>Descriptions begin with what the tool does; limits and examples come after.</summary>
    private const int LongestDescription = 300;

    private const int MostParameters = 24;

    private readonly HashSet<ulong> _name = [];
    private readonly HashSet<ulong> _description = [];
    private readonly HashSet<ulong> _parameters = [];
    private readonly ulong _head;

    public ToolProfile(ToolDefinition tool)
    {
        Tool = tool;
        List<string> words = ToolNames.WordsOf(tool.Name);
        foreach (string word in words)
        {
            if (!ToolWords.IsGeneric(word) && !FunctionWords.Of(WordKey.Of(word)).HasFlag(TokenTraits.Stopword))
            {
                _head = ToolWords.KeyOf(word);
                _name.Add(_head);
            }
        }

        string description = tool.Description ?? "";
        AddWords(description.AsSpan(0, Math.Min(description.Length, LongestDescription)), _description);
        ReadParameters(tool.Parameters);
        _parameters.ExceptWith(_name);
        _description.ExceptWith(_name);
    }

    public ToolDefinition Tool { get; }

    /// <summary>How many required parameters want a number.</summary>
    public int RequiredNumbers { get; private set; }

    /// <summary>How many required parameters want a text of the user's own: no enum, no default.</summary>
    public int RequiredTexts { get; private set; }

    public ToolFit FitTo(HashSet<ulong> request)
    {
        int name = _name.Count(request.Contains);
        return new ToolFit(
            name,
            _name.Count,
            _description.Count(request.Contains),
            _description.Count,
            _parameters.Count(request.Contains),
            _name.Count > 0 && request.Contains(_head));
    }

    /// <summary>How many words of a request are none of the tool's.</summary>
    public int OthersIn(HashSet<ulong> request) => request.Count(word =>
        !_name.Contains(word) && !_description.Contains(word) && !_parameters.Contains(word)
        && !ToolWords.IsGeneric(word));

    /// <summary>The keys of a text's telling words.</summary>
    public static HashSet<ulong> WordsOf(TextFacts text, int firstToken, int endToken)
    {
        var keys = new HashSet<ulong>();
        foreach (Token token in text.Tokens[firstToken..endToken])
        {
            ReadOnlySpan<char> word = text.Text.AsSpan(token.Start, token.Length);
            if (token.IsContent && !token.Is(TokenTraits.Number))
            {
                keys.Add(ToolWords.KeyOf(word));
            }
        }

        return keys;
    }

    private static void AddWords(ReadOnlySpan<char> text, HashSet<ulong> into)
    {
        foreach (Token token in Tokenizer.Read(text.ToString()))
        {
            ReadOnlySpan<char> word = text[token.Start..token.End];
            if (token.IsContent && !token.Is(TokenTraits.Number) && !ToolWords.IsGeneric(word))
            {
                into.Add(ToolWords.KeyOf(word));
            }
        }
    }

    private void ReadParameters(JsonElement? parameters)
    {
        if (parameters is not { ValueKind: JsonValueKind.Object } schema)
        {
            return;
        }

        JsonElement properties = schema.TryGetProperty("properties", out JsonElement found)
            && found.ValueKind == JsonValueKind.Object ? found : schema;
        ImmutableArray<string> required = Names(schema);
        foreach (JsonProperty property in properties.EnumerateObject().Take(MostParameters))
        {
            foreach (string word in ToolNames.WordsOf(property.Name))
            {
                AddWords(word, _parameters);
            }

            if (property.Value.ValueKind == JsonValueKind.Object)
            {
                ReadParameter(property, required.Contains(property.Name));
            }
        }
    }

    private void ReadParameter(JsonProperty property, bool required)
    {
        if (Text(property.Value, "description") is { } description)
        {
            AddWords(description.AsSpan(0, Math.Min(description.Length, LongestDescription)), _parameters);
        }

        if (property.Value.TryGetProperty("enum", out JsonElement values) && values.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement value in values.EnumerateArray().Take(MostParameters))
            {
                if (value.ValueKind == JsonValueKind.String)
                {
                    AddWords(CanonicalJson.TextOf(value), _parameters);
                }
            }

            return;
        }

        if (required && !property.Value.TryGetProperty("default", out _))
        {
            string type = Text(property.Value, "type")?.ToLowerInvariant() ?? "";
            bool number = type is "integer" or "number" or "float" or "int" or "double" or "long";
            RequiredNumbers += number ? 1 : 0;
            RequiredTexts += type is "string" or "str" ? 1 : 0;
        }
    }

    private static ImmutableArray<string> Names(JsonElement schema) =>
        schema.TryGetProperty("required", out JsonElement required) && required.ValueKind == JsonValueKind.Array
            ? [.. required.EnumerateArray().Where(name => name.ValueKind == JsonValueKind.String)
                .Select(CanonicalJson.TextOf)]
            : [];

    private static string? Text(JsonElement row, string name) =>
        row.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String
            ? CanonicalJson.TextOf(value)
            : null;
}

/// <summary>How many words of a tool's definition a request has.</summary>
/// <param name="NamesHead">The last telling word of the name, mostly its noun, is in the request.</param>
internal readonly record struct ToolFit(
    int NameHits,
    int NameWords,
    int DescriptionHits,
    int DescriptionWords,
    int ParameterHits,
    bool NamesHead)
{
    /// <summary>The request asks for what this tool does, by its name or by most of its description.</summary>
    public bool IsClear =>
        (NameWords > 0 && NameHits == NameWords && (NameWords >= 2 || DescriptionHits + ParameterHits >= 1))
        || (NameHits >= 1 && NamesHead && DescriptionHits + ParameterHits >= 2 && 2 * NameHits >= NameWords)
        || (NameHits >= 1 && DescriptionHits >= 2 && 2 * NameHits >= NameWords);

    /// <summary>Nothing of the tool is in the request.</summary>
    public bool IsNone => NameHits == 0 && DescriptionHits == 0 && ParameterHits == 0;

    public bool IsWeak => NameHits == 0 && DescriptionHits <= 1;

    public double Score =>
        (NameWords == 0 ? 0 : 0.6 * NameHits / NameWords)
        + (0.25 * Math.Min(1, DescriptionHits / 3.0))
        + (0.15 * Math.Min(1, ParameterHits / 3.0));
}
