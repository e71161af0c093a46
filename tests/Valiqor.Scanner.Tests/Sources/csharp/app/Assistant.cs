using System.ComponentModel;
using Azure.AI.OpenAI;
using Microsoft.Extensions.AI;
using Microsoft.SemanticKernel;
using Microsoft.SemanticKernel.ChatCompletion;
using OpenAI.Chat;

namespace Shop;

public enum Unit
{
    Celsius,
    Fahrenheit,
}

public sealed record OrderFilter(string Number, int? Year);

/// <summary>The tools of the assistant.</summary>
public sealed class ShopTools
{
    /// <summary>
    /// Looks up the weather
    /// of a city.
    /// </summary>
    [KernelFunction("get_weather")]
    public Task<string> GetWeatherAsync(
        [Description("The name of the city")] string city,
        Unit unit = Unit.Celsius,
        CancellationToken cancellationToken = default) => Task.FromResult(city);

    [KernelFunction, Description("Finds orders of the customer.")]
    public string FindOrders(OrderFilter filter, IReadOnlyList<string> labels, DateOnly? since) => filter.Number;

    [Description("Tells the time.")]
    public static string Now(string zone) => zone;
}

public sealed class Assistant(AzureOpenAIClient azure, IChatClient chat, Kernel kernel)
{
    private const string SystemPrompt = """
        You are the support assistant of a shop.
        Answer in JSON: {"answer": "..."}.
        """;

    private const int Limit = 300;

    private static readonly ChatTool Refund = ChatTool.CreateFunctionTool(
        functionName: "refund",
        functionDescription: "Refunds an order.",
        functionParameters: BinaryData.FromString("""
            {"type": "object", "properties": {"order": {"type": "string"}}, "required": ["order"]}
            """));

    private readonly ChatClient _client = azure.GetChatClient("gpt-4o");

    public async Task<string> AnswerAsync(string question, string context)
    {
        ChatCompletionOptions options = new()
        {
            Temperature = 0.2f,
            MaxOutputTokenCount = Limit,
            ResponseFormat = ChatResponseFormat.CreateJsonObjectFormat(),
            Tools = { Refund },
        };
        ChatMessage[] messages =
        [
            new SystemChatMessage(SystemPrompt),
            new UserChatMessage($"Context: {context}\nQuestion: {question.Trim()}, and nothing else."),
        ];
        ChatCompletion completion = await _client.CompleteChatAsync(messages, options);
        return completion.Content[0].Text;
    }

    public async Task<string> SummarizeAsync(string letter)
    {
        var settings = new ChatOptions { ModelId = "phi-4", Temperature = 1.2f };
        settings.Tools = [AIFunctionFactory.Create(ShopTools.Now, "now", "Tells the time of a zone.")];
        ChatResponse<Summary> response = await chat.GetResponseAsync<Summary>(
            [new(ChatRole.System, "You summarize " + "letters of customers."), new(ChatRole.User, letter)], settings);
        return response.Result.Text;
    }

    public async Task<string> ReplyAsync(ChatHistory history, ChatOptions given)
    {
        history.AddSystemMessage("You answer letters kindly, and never promise a refund.");
        await chat.GetResponseAsync(history.ToString(), given);
        return (await kernel.InvokePromptAsync("Translate this letter into {{$language}}: {{$letter}}")).ToString();
    }
}

public sealed record Summary(string Text);
