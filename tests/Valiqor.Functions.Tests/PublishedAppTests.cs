using System.Diagnostics;
using System.Text.Json;
using Valiqor.Testing;

namespace Valiqor.Functions.Tests;

/// <summary>What is deployed: the app is published as the README says, and looked through.</summary>
public sealed class PublishedAppTests : IDisposable
{
    private const long Megabyte = 1_000_000;

    /// <summary>
    /// It is 45 MB, of which the host's half of the extensions has 14. A model runtime or a browser that slips in among
    /// the packages has hundreds.
    /// </summary>
    private const long MostBytes = 60 * Megabyte;

    private readonly TemporaryDirectory _directory = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_published_app_has_what_the_host_reads_and_nothing_of_anybody_else()
    {
        await PublishAsync();
        string[] files =
        [
            .. Directory.EnumerateFiles(_directory.Path, "*", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(_directory.Path, file).Replace('\\', '/')),
        ];

        NamesIn("functions.metadata").ShouldBe(
            typeof(HttpTriggers).Assembly.GetTypes().SelectMany(type => type.GetMethods())
                .Select(method => method.CustomAttributes
                    .SingleOrDefault(one => one.AttributeType.Name == "FunctionAttribute"))
                .Where(function => function is not null)
                .Select(function => (string)function!.ConstructorArguments[0].Value!),
            ignoreOrder: true);
        using JsonDocument worker = Read("worker.config.json");
        JsonElement description = worker.RootElement.GetProperty("description");
        description.GetProperty("defaultWorkerPath").GetString().ShouldBe("Valiqor.Functions.dll");
        description.GetProperty("language").GetString().ShouldBe("dotnet-isolated");
        using JsonDocument extensions = Read("extensions.json");
        JsonElement[] parts = [.. extensions.RootElement.GetProperty("extensions").EnumerateArray()];
        parts.Select(part => part.GetProperty("name").GetString())
            .ShouldBe(["AzureStorageBlobs", "DurableTask", "Startup"], ignoreOrder: true);
        foreach (JsonElement part in parts)
        {
            files.ShouldContain(part.GetProperty("hintPath").GetString()![2..]);
        }

        File.ReadAllBytes(_directory["host.json"]).ShouldBe(File.ReadAllBytes(Repository.File("host.json")));
        files.ShouldNotContain(file => file.EndsWith("local.settings.json", StringComparison.Ordinal));
        string[] ours = [.. files.Where(file => file.StartsWith("Valiqor.") && file.EndsWith(".dll"))];
        ours.ShouldBe(
            [
                "Valiqor.Analysis.dll", "Valiqor.Client.dll", "Valiqor.Functions.dll", "Valiqor.Service.dll",
                "Valiqor.Text.dll",
            ],
            ignoreOrder: true);
        files.ShouldNotContain(file => file.Contains("xunit", StringComparison.OrdinalIgnoreCase));
        files.Sum(file => new FileInfo(_directory[file]).Length).ShouldBeLessThan(MostBytes);
    }

    public void Dispose() => _directory.Dispose();

    /// <summary>
    /// Nothing is restored or built again but the host's half of the extensions, so that no other build is disturbed.
    /// </summary>
    private async Task PublishAsync()
    {
        string[] arguments =
        [
            "publish", Repository.File("src/Valiqor.Functions"), "--output", _directory.Path, "--no-restore",
            "--configuration", Repository.Metadata(typeof(PublishedAppTests), "Configuration"),
            "-p:BuildProjectReferences=false", "--nologo",
        ];
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            RedirectStandardOutput = true,
            WorkingDirectory = Repository.Root,
        };

        // `dotnet test` tells its children where its MSBuild is, and another one would take that for its own.
        foreach (string name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD")).ToList())
        {
            start.Environment.Remove(name);
        }

        using Process publish = Process.Start(start)!;
        string output = await publish.StandardOutput.ReadToEndAsync(Stop);
        await publish.WaitForExitAsync(Stop);
        publish.ExitCode.ShouldBe(0, output);
        output.ShouldNotContain("warning");
    }

    private IEnumerable<string?> NamesIn(string file)
    {
        using JsonDocument document = Read(file);
        return [.. document.RootElement.EnumerateArray().Select(one => one.GetProperty("name").GetString())];
    }

    private JsonDocument Read(string file) => JsonDocument.Parse(File.ReadAllBytes(_directory[file]));
}
