using System.Collections.Immutable;
using Valiqor.Analysis.Scans;
using Valiqor.Scanner.Syntax;

namespace Valiqor.Scanner.Finders;

/// <summary>Finds calls of models, and the settings they are made with.</summary>
internal sealed class ModelCallFinder(Outline source, FileFindings found)
{
    /// <summary>Calls that give a LangChain model an output format of its own.</summary>
    private static readonly string[] Structuring =
    [
        "with_structured_output", "withStructuredOutput", "JsonOutputParser", "PydanticOutputParser",
        "StructuredOutputParser", "bind", "bind_tools", "bindTools",
    ];

    /// <summary>Arguments that are no settings, by the names that people give them.</summary>
    private static readonly string[] Content =
    [
        "messages", "message", "history", "prompt", "input", "query", "question", "text", "chat", "contents", "token",
        "cancellation", "ct", "kernel", "model", "client", "request",
    ];

    private readonly HashSet<Node> _used = new(ReferenceEqualityComparer.Instance);

    private readonly bool _structures = source.All.OfType<CallNode>().Any(call => Structuring.Contains(call.Name));

    public static void Find(Outline source, FileFindings found) => new ModelCallFinder(source, found).Find();

    private void Find()
    {
        var calls =
            from call in source.All.OfType<CallNode>()
            let api = ApiOf(call)
            where api is not null
            select (call, api);
        foreach ((CallNode call, ModelApi api) in calls.OrderBy(row => row.api.IsSettings).ToArray())
        {
            if (!_used.Contains(call))
            {
                found.ModelCalls.Add(Read(call, api));
            }
        }
    }

    private static ModelApi? ApiOf(CallNode call)
    {
        if (call.IsIndex)
        {
            return null;
        }

        string path = call.Path;
        ModelApi? api = ModelApi.All.FirstOrDefault(one =>
            path.EndsWith(one.Suffix, StringComparison.Ordinal)
            && (path.Length == one.Suffix.Length || path[^(one.Suffix.Length + 1)] == '.'));
        bool fits = api is not null
            && (api.IsSettings || call.Arguments.Length > 0)
            && (api.Marks.IsEmpty || call.IsOpen
                || api.Marks.Any(mark => call[mark] is not null || MapOf(call)?[mark] is not null));
        return fits ? api : null;
    }

    private static MapNode? MapOf(CallNode call) => call.Positional.OfType<MapNode>().FirstOrDefault();

    private ScannedModelCall Read(CallNode call, ModelApi api)
    {
        var settings = new ModelSettings(source);
        bool partial = call.IsOpen || (api.Provider == "langchain" && _structures);
        foreach (Argument argument in call.Arguments)
        {
            partial |= Take(argument, settings, api);
        }

        string? format = settings.ResponseFormat
            ?? (api.Provider is "microsoft_extensions_ai" or "openai" ? call.TypeArgument : null)
            ?? (api.IsStructured ? "structured" : null);
        return new ScannedModelCall
        {
            Path = found.Path,
            Line = call.Line,
            Provider = IsAzure(call, api) ? "azure_openai" : api.Provider,
            Function = api.Suffix,
            Model = settings.Model ?? ModelOf(call.Receiver, 0),
            Temperature = settings.Temperature,
            MaxTokens = settings.MaxTokens,
            ResponseFormat = format,
            Stream = settings.Stream ?? (api.IsStreaming ? true : null),
            Partial = partial || settings.IsOpen,
        };
    }

    /// <summary>Takes the settings of an argument; true where it may hold some that cannot be seen.</summary>
    private bool Take(Argument argument, ModelSettings settings, ModelApi api)
    {
        if (argument.Name is { } name && settings.TrySet(name, argument.Value))
        {
            return false;
        }

        Node value = source.Resolve(argument.Value);
        switch (value)
        {
            case MapNode map:
                settings.TakeAll(map);
                return map.IsOpen;
            case CallNode made when ApiOf(made) is { IsSettings: true } || made.Name is "KernelArguments" or "":
                _used.Add(made);
                return made.Arguments.Select(inner => Take(inner, settings, api)).ToArray().Any(hidden => hidden);
            case WordNode word when argument.Name is null && !api.IsSettings:
                return !Names.WordsOf(word.Name).Any(Content.Contains)
                    && word.Name is not ("null" or "None" or "undefined" or "default");
            default:
                return false;
        }
    }

    private bool IsAzure(CallNode call, ModelApi api) =>
        call.Name.Contains("Azure", StringComparison.Ordinal)
        || (api.Provider == "openai" && MakerOf(call.Receiver, 0) is { } maker
            && maker.Contains("Azure", StringComparison.Ordinal));

    /// <summary>The path of what made the client that a call is made on.</summary>
    private string? MakerOf(Node? client, int depth) => depth > 4 ? null : client switch
    {
        WordNode word => source.Resolve(Root(word)) is var value && value is not WordNode
            ? MakerOf(value, depth + 1)
            : null,
        CallNode { Receiver: null } made => made.Path,
        CallNode made => MakerOf(made.Receiver, depth + 1) ?? made.Path,
        _ => null,
    };

    /// <summary>
    /// The model that a client was made for: <c>GetChatClient("gpt-4o")</c>, <c>new ChatClient("gpt-4o")</c>.
    /// </summary>
    private string? ModelOf(Node? client, int depth) => depth > 4 ? null : client switch
    {
        WordNode word => source.Resolve(Root(word)) is var value && value is not WordNode
            ? ModelOf(value, depth + 1)
            : null,
        CallNode { Name: "GetChatClient" or "ChatClient" or "GetOpenAIResponseClient" } made =>
            source.TextOf(made["model"] ?? made["deploymentName"] ?? made.Positional.FirstOrDefault())?.Text,
        CallNode made => ModelOf(made.Receiver, depth + 1),
        _ => null,
    };

    /// <summary>The variable of <c>client.chat.completions</c>; of <c>self.client.chat</c> the second name.</summary>
    private static WordNode Root(WordNode word)
    {
        string[] names = word.Name.Split('.');
        string root = names is ["self" or "this", var field, ..] ? $"{names[0]}.{field}" : names[0];
        return word with { Name = root };
    }
}

/// <summary>The settings of a call, under every name that libraries give them.</summary>
internal sealed class ModelSettings(Outline source)
{
    private static readonly string[] Nested =
        ["options", "config", "generation_config", "generationConfig", "model_kwargs", "text", "output_config"];

    public string? Model { get; private set; }

    public double? Temperature { get; private set; }

    public int? MaxTokens { get; private set; }

    public string? ResponseFormat { get; private set; }

    public bool? Stream { get; private set; }

    /// <summary>True where settings are spread in from elsewhere.</summary>
    public bool IsOpen { get; private set; }

    public void TakeAll(MapNode map)
    {
        IsOpen |= map.IsOpen;
        foreach (Argument member in map.Members)
        {
            TrySet(member.Name ?? "", member.Value);
        }
    }

    /// <summary>True where the name is that of a setting.</summary>
    public bool TrySet(string name, Node value)
    {
        switch (string.Join('_', Names.WordsOf(name)))
        {
            case "model" or "model_id" or "model_name" or "deployment" or "deployment_name" or "azure_deployment":
                Model ??= ModelOf(value);
                return true;
            case "temperature":
                Temperature ??= (source.Resolve(value) as NumberNode)?.Value;
                return true;
            case "max_tokens" or "max_output_tokens" or "max_completion_tokens" or "num_predict"
                or "max_output_token_count":
                MaxTokens ??= source.Resolve(value) is NumberNode { Value: >= 1 and <= int.MaxValue } tokens
                    ? (int)tokens.Value
                    : null;
                return true;
            case "response_format" or "format" or "text_format" or "output_schema" or "response_schema" or "schema"
                or "response_mime_type" or "output":
                ResponseFormat ??= FormatOf(value);
                return true;
            case "stream" or "streaming":
                Stream ??= value is WordNode word && bool.TryParse(word.Name, out bool streams) ? streams : null;
                return true;
            default:
                return Nested.Contains(name) && TakeNested(value);
        }
    }

    private bool TakeNested(Node value)
    {
        switch (source.Resolve(value))
        {
            case MapNode map:
                TakeAll(map);
                break;
            case CallNode made:
                foreach (Argument argument in made.Arguments)
                {
                    TrySet(argument.Name ?? "", argument.Value);
                }

                break;
            default:
                IsOpen = true;
                break;
        }

        return true;
    }

    private string? ModelOf(Node value) =>
        source.TextOf(value)?.Text
        ?? (source.Resolve(value) is CallNode made ? source.TextOf(made.Positional.FirstOrDefault())?.Text : null);

    /// <summary>What is asked for, in a word; the form of it that libraries differ in does not matter.</summary>
    private string? FormatOf(Node value) => source.Resolve(value) switch
    {
        TextNode text => text.Text,
        MapNode map => source.TextOf(map["type"])?.Text ?? "object",
        WordNode { Name: "null" or "None" or "undefined" } => null,
        WordNode word => word.Last,
        CallNode made => made.Name.Length > 0 ? made.Name : "object",
        _ => "object",
    };
}
