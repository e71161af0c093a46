using System.Text.Json;
using Valiqor.Service;
using Valiqor.Service.Ground;
using Valiqor.Service.Models;
using Valiqor.Service.Runs;
using Valiqor.Service.Scans;
using Valiqor.Testing;

namespace Valiqor.Conventions.Tests.Infra;

/// <summary>Holds the infrastructure to its promises, by the template that Azure would be given.</summary>
public sealed class BicepTests(CompiledTemplate template) : IClassFixture<CompiledTemplate>
{
    [Fact]
    public async Task The_templates_lint_without_a_warning()
    {
        Assert.SkipUnless(Bicep.Runs, Bicep.WhyNot);

        BicepRun lint = await Bicep.RunAsync(TestContext.Current.CancellationToken, "lint", CompiledTemplate.Source);

        (lint.Output + lint.Errors).Trim().ShouldBeEmpty();
        lint.ExitCode.ShouldBe(0);
    }

    [Fact]
    public void Storage_knows_identities_only()
    {
        JsonElement account = template.Resources("Microsoft.Storage/storageAccounts").ShouldHaveSingleItem();

        JsonElement properties = account.GetProperty("properties");
        properties.GetProperty("allowSharedKeyAccess").GetBoolean().ShouldBeFalse();
        properties.GetProperty("allowBlobPublicAccess").GetBoolean().ShouldBeFalse();
        properties.GetProperty("minimumTlsVersion").GetString().ShouldBe("TLS1_2");
    }

    [Fact]
    public void The_containers_are_those_of_the_service_and_one_for_deployments()
    {
        JsonElement containers = template.All("variables")
            .Select(variables => variables.TryGetProperty("containerNames", out JsonElement names) ? names : default)
            .Single(names => names.ValueKind == JsonValueKind.Array);

        containers.EnumerateArray().Select(name => name.GetString())
            .ShouldBe(
                ["deployments", Layout.DatasetContainer, RunLayout.RunContainer, ScanLayout.ScanContainer],
                ignoreOrder: true);
        template.Resources("Microsoft.Storage/storageAccounts/blobServices/containers")
            .ShouldHaveSingleItem()
            .GetProperty("copy").GetProperty("count").GetString().ShouldBe("[length(variables('containerNames'))]");
    }

    [Fact]
    public void No_output_tells_a_secret()
    {
        string[] outputs = [.. template.All("outputs").Select(output => output.GetRawText())];

        outputs.ShouldNotBeEmpty();
        foreach (string output in outputs)
        {
            output.ShouldNotContain("listKeys", Case.Insensitive);
            output.ShouldNotContain("adminKey", Case.Insensitive);
            output.ShouldNotContain("connectionString", Case.Insensitive);
        }
    }

    [Fact]
    public void The_administrators_key_is_a_secure_parameter_wherever_it_goes()
    {
        string?[] types =
        [
            .. from parameters in template.All("parameters")
               where parameters.TryGetProperty("adminKey", out JsonElement key) && key.TryGetProperty("type", out _)
               select parameters.GetProperty("adminKey").GetProperty("type").GetString(),
        ];

        types.ShouldBe(["securestring", "securestring"]);
    }

    [Fact]
    public void The_judges_key_is_a_secure_parameter_and_its_settings_are_those_of_the_service()
    {
        string?[] types =
        [
            .. from parameters in template.All("parameters")
               where parameters.TryGetProperty("judgeApiKey", out JsonElement key) && key.TryGetProperty("type", out _)
               select parameters.GetProperty("judgeApiKey").GetProperty("type").GetString(),
        ];
        string compiled = string.Concat(template.All("variables").Select(variables => variables.GetRawText()))
            + template.Resources("Microsoft.Web/sites/config").Single().GetRawText();

        types.ShouldBe(["securestring", "securestring"]);
        foreach (string name in (string[])["Name", "Kind", "Endpoint", "UseEntraIdentity", "ApiKey"])
        {
            typeof(ModelOptions).GetProperty(name).ShouldNotBeNull();
            compiled.ShouldContain($"Valiqor__Judge__Model__{name}");
        }
    }

    [Fact]
    public void Azure_notices_datasets_by_events()
    {
        string settings = string.Concat(
            template.Resources("Microsoft.Web/sites/config").Select(config => config.GetRawText()));

        // The function names are held against the triggers by the parity tests.
        settings.ShouldContain("AzureWebJobs.DatasetDropped.Disabled");
        settings.ShouldNotContain("AzureWebJobs.DatasetDroppedEvent.Disabled");
        foreach (string hook in Repository.Files("infra/hooks", "postdeploy.*"))
        {
            File.ReadAllText(hook).ShouldContain("functionName=Host.Functions.DatasetDroppedEvent&");
        }
    }

    [Fact]
    public void Azure_lets_an_upload_through_that_the_service_takes() =>
        template.Resources("Microsoft.Web/sites/config").ShouldHaveSingleItem().GetRawText()
            .ShouldContain($"'FUNCTIONS_REQUEST_BODY_SIZE_LIMIT', '{new ValiqorOptions().MaxUploadBytes}'");
}
