using Microsoft.Extensions.Configuration;
using Valiqor.Service.Models;

namespace Valiqor.Service.Tests.Judging.Models;

public sealed class ModelOptionsTests
{
    [Theory]
    [InlineData("Name=gpt-4o-mini")]
    [InlineData("")]
    [InlineData("Name=m;Kind=compatible;Endpoint=http://gpu.example.com:8000")]
    [InlineData("Name=m;Kind=azure_openai;Endpoint=https://n.openai.azure.com;UseEntraIdentity=true")]
    [InlineData("Name=m;Kind=openai;Endpoint=http://127.0.0.1:8080;Temperature=;ReasoningEffort=")]
    public void These_are_valid(string settings) => FaultOf(settings).ShouldBeNull();

    [Theory]
    [InlineData("ApiKey=k", "Name is not set: name the model, such as gpt-4o-mini, or the deployment in Azure.")]
    [InlineData("Name=m;Kind=compatible",
        "Endpoint is not set: compatible has no address of its own, so give the server's.")]
    [InlineData("Name=m;Kind=anthropic", "Kind is none of openai, azure_openai and compatible.")]
    [InlineData("Name=m;Endpoint=http://api.example.com",
        "Endpoint is no address that a key may be sent to: give one that begins with https:// (http:// only to this "
        + "machine itself), without a name and password in it.")]
    [InlineData("Name=m;Kind=compatible;Endpoint=ftp://x",
        "Endpoint is no web address: give one that begins with https:// or http://, without a name and password in "
        + "it.")]
    [InlineData("Name=m;Kind=compatible;Endpoint=http://x;UseEntraIdentity=true",
        "UseEntraIdentity is set: that goes with azure_openai and without an ApiKey.")]
    [InlineData("Name=m;AnswerFormat=xml", "AnswerFormat is none of auto, json_schema, json_object and text.")]
    [InlineData("Name=m;ReasoningEffort=Very Much",
        "ReasoningEffort is no word such as minimal, low, medium or high.")]
    public void These_are_told_in_a_sentence(string settings, string sentence) =>
        FaultOf(settings).ShouldNotBeNull().ShouldEndWith($"Valiqor__Judge__Model__{sentence}");

    [Theory]
    [InlineData("Name=m;Temperature=3")]
    [InlineData("Name=m;Attempts=0")]
    [InlineData("Name=m;TimeoutSeconds=0")]
    public void Numbers_have_bounds(string settings) =>
        FaultOf(settings).ShouldNotBeNull().ShouldContain("must be between");

    [Fact]
    public void A_callers_key_goes_to_the_same_model()
    {
        ModelOptions options = Read(
            "Name=m;Kind=azure_openai;Endpoint=https://n.openai.azure.com;UseEntraIdentity=true");

        ModelEndpoint own = options.ToEndpoint();
        ModelEndpoint callers = options.ToEndpoint(new ModelKey("the-callers"));

        (own.HasCredential, own.Key, own.UsesEntraIdentity).ShouldBe((true, null, true));
        (callers.Address, callers.UsesEntraIdentity).ShouldBe((own.Address, false));
        Read("Name=m").ToEndpoint().HasCredential.ShouldBeFalse();
    }

    private static string? FaultOf(string settings) =>
        new ModelOptionsValidator().Validate(null, Read(settings)).FailureMessage;

    private static ModelOptions Read(string settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(
            from setting in settings.Split(';', StringSplitOptions.RemoveEmptyEntries)
            let parts = setting.Split('=', 2)
            select KeyValuePair.Create(parts[0], (string?)parts[1]))
        .Build()
        .Get<ModelOptions>() ?? new ModelOptions();
}
