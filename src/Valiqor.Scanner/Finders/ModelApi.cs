using System.Collections.Immutable;

namespace Valiqor.Scanner.Finders;

/// <summary>A way to call a model, told by the end of a call's path.</summary>
/// <param name="Suffix">The last names: <c>chat.completions.create</c>.</param>
/// <param name="Marks">
/// Arguments of which one must be there, where the names alone could be another library's; empty where they tell.
/// </param>
internal sealed record ModelApi(string Suffix, string Provider, params ImmutableArray<string> Marks)
{
    /// <summary>True where the call always asks for structured output.</summary>
    public bool IsStructured { get; init; }

    public bool IsStreaming { get; init; }

    /// <summary>Settings of a model that other calls use.</summary>
    public bool IsSettings { get; init; }

    public static ImmutableArray<ModelApi> All { get; } =
    [
        new("chat.completions.create", "openai"),
        new("chat.completions.parse", "openai") { IsStructured = true },
        new("chat.completions.stream", "openai") { IsStreaming = true },
        new("responses.create", "openai", "model", "input"),
        new("responses.parse", "openai", "model", "input") { IsStructured = true },
        new("responses.stream", "openai", "model", "input") { IsStreaming = true },
        new("messages.create", "anthropic", "model", "messages"),
        new("messages.stream", "anthropic", "model", "messages") { IsStreaming = true },
        new("ollama.chat", "ollama"),
        new("ollama.generate", "ollama"),
        new("litellm.completion", "litellm"),
        new("litellm.acompletion", "litellm"),
        new("generate_content", "google", "contents", "model"),
        new("generateContent", "google", "contents", "model"),
        new("generateText", "vercel_ai", "model"),
        new("streamText", "vercel_ai", "model") { IsStreaming = true },
        new("generateObject", "vercel_ai", "model") { IsStructured = true },
        new("streamObject", "vercel_ai", "model") { IsStructured = true, IsStreaming = true },
        new("ChatOpenAI", "langchain"),
        new("AzureChatOpenAI", "langchain"),
        new("ChatAnthropic", "langchain"),
        new("ChatOllama", "langchain"),
        new("ChatGroq", "langchain"),
        new("ChatMistralAI", "langchain"),
        new("ChatBedrock", "langchain"),
        new("ChatVertexAI", "langchain"),
        new("ChatGoogleGenerativeAI", "langchain"),
        new("init_chat_model", "langchain"),
        new("initChatModel", "langchain"),
        new("CompleteChat", "openai"),
        new("CompleteChatAsync", "openai"),
        new("CompleteChatStreaming", "openai") { IsStreaming = true },
        new("CompleteChatStreamingAsync", "openai") { IsStreaming = true },
        new("GetResponseAsync", "microsoft_extensions_ai"),
        new("GetStreamingResponseAsync", "microsoft_extensions_ai") { IsStreaming = true },
        new("GetChatMessageContentAsync", "semantic_kernel"),
        new("GetChatMessageContentsAsync", "semantic_kernel"),
        new("GetStreamingChatMessageContentsAsync", "semantic_kernel") { IsStreaming = true },
        new("InvokePromptAsync", "semantic_kernel"),
        new("InvokePromptStreamingAsync", "semantic_kernel") { IsStreaming = true },
        new("ChatCompletionOptions", "openai") { IsSettings = true },
        new("ChatOptions", "microsoft_extensions_ai") { IsSettings = true },
        new("OpenAIPromptExecutionSettings", "semantic_kernel") { IsSettings = true },
        new("AzureOpenAIPromptExecutionSettings", "semantic_kernel") { IsSettings = true },
    ];
}
