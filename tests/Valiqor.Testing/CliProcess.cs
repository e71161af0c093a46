using System.Diagnostics;

namespace Valiqor.Testing;

/// <summary>Runs <c>valiqor</c> as a shell would, with its output redirected and nothing configured but here.</summary>
internal sealed class CliProcess(TemporaryDirectory directory)
{
    public static string Program { get; } = Path.Combine(AppContext.BaseDirectory, "valiqor.dll");

    public Dictionary<string, string> Environment { get; } = [];

    /// <summary>Configures the service and a key.</summary>
    public CliProcess For(DeploymentFixture deployment, string key)
    {
        Environment["VALIQOR_BASE_URL"] = deployment.Url.ToString();
        Environment["VALIQOR_API_KEY"] = key;
        return this;
    }

    public Task<CliResult> RunAsync(params string[] arguments) => StartAsync("dotnet", [Program, .. arguments]);

    public async Task<CliResult> StartAsync(string program, string[] arguments)
    {
        CancellationToken stop = TestContext.Current.CancellationToken;
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = directory.Path,
        };
        foreach (string name in start.Environment.Keys.Where(name => name.StartsWith("VALIQOR_")).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["HOME"] = directory.Path;
        foreach ((string name, string value) in Environment)
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(stop);
        Task<string> errors = process.StandardError.ReadToEndAsync(stop);
        await process.WaitForExitAsync(stop);
        return new CliResult(process.ExitCode, await output, await errors);
    }
}

/// <summary>What a command left.</summary>
internal sealed record CliResult(int ExitCode, string Output, string Errors)
{
    public string[] Lines => Output.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public CliResult ShouldBeDone()
    {
        ExitCode.ShouldBe(0, Errors);
        return this;
    }
}
