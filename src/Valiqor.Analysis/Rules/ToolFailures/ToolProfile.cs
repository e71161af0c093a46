using System.Collections.Immutable;
using System.Text.Json;
using Valiqor.Analysis.Items;
using Valiqor.Text;
using Valiqor.Text.Words;

namespace Valiqor.Analysis.Rules.ToolFailures;

/// <summary>What a tool is about, as the words of its definition tell.</summary>
internal sealed class ToolProfile
{
    /// <summary>Descriptions begin with what the tool does; limits and examples come after.</summary>
    private const int LongestDescription = 300;

    private const int MostParameters = 24;

    private readonly HashSet<ulong> _name = [];
    private readonly HashSet<ulong> _description = [];
    private readonly HashSet<ulong> _parameters = [];

    public ToolProfile(ToolDefinition tool)
    {
        Tool = tool;
        // Of "math.factorial" the first part is a shelf; where the last tells nothing, all of it is the name.
        int shelf = tool.Name.LastIndexOf('.') + 1;
        AddName(tool.Name[shelf..], _name);
        AddName(tool.Name[..shelf], _name.Count > 0 ? _description : _name);
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
        int nouns = 0;
        int named = 0;
        int verbs = 0;
        foreach (ulong word in _name)
        {
            bool verb = ToolWords.IsVerb(word) && _name.Count > 1;
            bool hit = request.Contains(word);
            nouns += verb ? 0 : 1;
            named += hit && !verb ? 1 : 0;
            verbs += hit && verb ? 1 : 0;
        }

        return new ToolFit(
            named,
            nouns,
            verbs,
            _description.Count(request.Contains),
            _parameters.Count(request.Contains),
            OthersIn(request));
    }

    /// <summary>Telling words of the request that are none of the tool's: the values, or another subject.</summary>
    private int OthersIn(HashSet<ulong> request) => request.Count(word =>
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

    private static void AddName(string name, HashSet<ulong> into)
    {
        foreach (string word in ToolNames.WordsOf(name))
        {
            if (!ToolWords.IsGeneric(word) && !FunctionWords.Of(WordKey.Of(word)).HasFlag(TokenTraits.Stopword))
            {
                into.Add(ToolWords.KeyOf(word));
            }
        }
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
/// <param name="NameHits">Of the words that tell what the tool is about; verbs of many tools count apart.</param>
/// <param name="OtherWords">Telling words of the request that are none of the tool's.</param>
internal readonly record struct ToolFit(
    int NameHits,
    int NameWords,
    int VerbHits,
    int DescriptionHits,
    int ParameterHits,
    int OtherWords)
{
    private const int FewWords = 3;

    private int BesideName => VerbHits + DescriptionHits + ParameterHits;

    /// <summary>The request asks for what this tool does, by its name and something beside it.</summary>
    public bool IsClear =>
        (NameWords > 0 && NameHits == NameWords && (NameWords >= 2 || BesideName >= 1 || OtherWords <= FewWords))
        || (NameHits >= 1 && DescriptionHits + ParameterHits >= 1 && 2 * NameHits >= NameWords);

    public bool NamesAll => NameWords > 0 && NameHits == NameWords;

    /// <summary>Nothing of the tool is in the request.</summary>
    public bool IsNone => NameHits == 0 && VerbHits == 0 && DescriptionHits == 0 && ParameterHits == 0;

    public bool IsWeak => NameHits == 0 && DescriptionHits <= 1;

    public double Score =>
        (NameWords == 0 ? 0 : 0.6 * NameHits / NameWords)
        + (0.1 * Math.Min(1, VerbHits))
        + (0.2 * Math.Min(1, DescriptionHits / 3.0))
        + (0.1 * Math.Min(1, ParameterHits / 3.0));
}
