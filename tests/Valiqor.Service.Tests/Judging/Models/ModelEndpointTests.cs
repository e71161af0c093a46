using System.Text.Json;
using Valiqor.Service.Models;

namespace Valiqor.Service.Tests.Judging.Models;

public sealed class ModelEndpointTests
{
    [Theory]
    [InlineData(nameof(ModelKind.OpenAI), "https://api.openai.com", "https://api.openai.com/v1")]
    [InlineData(nameof(ModelKind.OpenAI), "https://api.openai.com/v1/", "https://api.openai.com/v1")]
    [InlineData(nameof(ModelKind.Compatible), "http://localhost:11434", "http://localhost:11434/v1")]
    [InlineData(nameof(ModelKind.Compatible), "http://localhost:1234/v1/chat/completions", "http://localhost:1234/v1")]
    [InlineData(nameof(ModelKind.Compatible), "https://gw.example.com/team/a/", "https://gw.example.com/team/a")]
    [InlineData(nameof(ModelKind.AzureOpenAI), "https://n.openai.azure.com/", "https://n.openai.azure.com/openai/v1")]
    [InlineData(nameof(ModelKind.AzureOpenAI),
        "https://n.openai.azure.com/openai/v1/",
        "https://n.openai.azure.com/openai/v1")]
    [InlineData(nameof(ModelKind.AzureOpenAI),
        "https://n.openai.azure.com/openai/v1?api-version=preview",
        "https://n.openai.azure.com/openai/v1?api-version=preview")]
    [InlineData(nameof(ModelKind.AzureOpenAI),
        "https://n.openai.azure.com?api-version=2024-10-21",
        "https://n.openai.azure.com/openai/deployments/a%20judge?api-version=2024-10-21")]
    [InlineData(nameof(ModelKind.AzureOpenAI),
        "https://n.openai.azure.com/openai/deployments/d/chat/completions?api-version=2025-01-01-preview",
        "https://n.openai.azure.com/openai/deployments/d?api-version=2025-01-01-preview")]
    public void An_address_may_be_given_as_providers_show_it(string kind, string given, string address) =>
        new ModelEndpoint(Enum.Parse<ModelKind>(kind), new Uri(given), "a judge").Address.AbsoluteUri.ShouldBe(address);

    [Fact]
    public void Nothing_that_is_written_out_has_the_key_or_a_query()
    {
        var gateway = new Uri("https://gw.example.com/v1?token=abcdef");
        var endpoint = new ModelEndpoint(ModelKind.Compatible, gateway, "judge")
        {
            Key = new ModelKey(Asking.Key),
        };

        $"{endpoint} {endpoint.Key}".ShouldBe(
            "ModelEndpoint { Compatible https://gw.example.com/v1 judge } ***");
        JsonSerializer.Serialize(endpoint).ShouldNotContain(Asking.Key);
    }

    [Fact]
    public void Two_keys_are_two_endpoints_and_one_key_is_one()
    {
        ModelEndpoint one = With(Asking.Key);

        one.ShouldBe(With(Asking.Key));
        one.GetHashCode().ShouldBe(With(Asking.Key).GetHashCode());
        one.ShouldNotBe(With("sk-another"));
        one.ShouldNotBe(one with { Key = null });
    }

    private static ModelEndpoint With(string key) =>
        new(ModelKind.OpenAI, ModelEndpoint.OpenAIAddress, "judge") { Key = new ModelKey(key) };
}
