using System.Diagnostics;
using System.Text.Json;
using Spectre.Console;
using Valiqor.Analysis.Scans;
using Valiqor.Cli.Rendering;
using Valiqor.Client;
using Valiqor.Scanner;
using Valiqor.Testing;

namespace Valiqor.Cli.Tests;

/// <summary><c>valiqor scan</c> as a person or a build calls it.</summary>
public sealed class ScanCommandTests(DeploymentFixture deployment)
{
    private static readonly string Sources = Repository.File("tests/Valiqor.Scanner.Tests/Sources");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_scan_prints_a_summary_or_the_map_and_writes_it_to_a_file()
    {
        using var folder = new TemporaryDirectory();

        (int code, string text, _) = await RunAsync("scan", Sources, "--out", folder["map.json"]);
        (int jsonCode, string json, _) = await RunAsync("scan", Sources, "--json");

        code.ShouldBe(0);
        jsonCode.ShouldBe(0);
        text.ShouldStartWith("18 prompts, 13 tools, 12 model calls and 4 workflows in 8 files");
        using JsonDocument printed = JsonDocument.Parse(json);
        using JsonDocument written = JsonDocument.Parse(await File.ReadAllTextAsync(folder["map.json"], Stop));
        printed.RootElement.GetProperty("prompts").GetRawText()
            .ShouldBe(written.RootElement.GetProperty("prompts").GetRawText());
    }

    [Fact]
    public async Task A_scan_is_uploaded_to_a_service()
    {
        (int code, _, string notices) = await RunAsync(
            "scan", Sources, "--upload", "--project", "scanned", "--scan-id", "from-the-command-line",
            "--server", deployment.Url.ToString(), "--api-key", deployment.Key);

        notices.ShouldContain("Scan from-the-command-line of scanned: 18 prompts");
        code.ShouldBe(0);
        ScanStatus status = await deployment.Valiqor.Scans.GetStatusAsync("from-the-command-line", Stop);
        status.Status.ShouldBe("completed");
        status.WorkflowCount.ShouldBe(4);
    }

    [Fact]
    public async Task Arguments_that_cannot_be_used_are_told()
    {
        (int missing, _, string noDirectory) = await RunAsync("scan", Path.Combine(Sources, "nowhere"));
        (int file, _, string isFile) = await RunAsync("scan", Path.Combine(Sources, "python/app/graph.py"));
        (int half, _, string noUpload) = await RunAsync("scan", Sources, "--project", "shop");

        (missing, file, half).ShouldBe((2, 2, 2));
        noDirectory.ShouldContain("There is no directory");
        isFile.ShouldContain("is a file: name the directory");
        noUpload.ShouldContain("add --upload");
    }

    [Fact]
    public void The_summary_fits_a_terminal_and_a_pipe()
    {
        ContextMap map = SourceScanner.Scan(Path.Combine(Sources, "python"), default, Stop) with
        {
            Skipped = [new SkippedFile("data/large.py", "larger than 1 MiB")],
        };
        using var plain = new StringWriter();
        using var rich = new StringWriter();
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Out = new AnsiConsoleOutput(rich),
        });
        console.Profile.Width = 100;

        ScanReport.Write(plain, map);
        ScanReport.Write(console, map);

        Snapshot.Matches(plain.ToString(), "scan-plain.txt");
        Snapshot.Matches(rich.ToString(), "scan-100.txt");
    }

    private static async Task<(int Code, string Output, string Notices)> RunAsync(params string[] arguments)
    {
        string[] all = [Path.Combine(AppContext.BaseDirectory, "valiqor.dll"), .. arguments];
        var start = new ProcessStartInfo("dotnet", all)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(Stop);
        Task<string> notices = process.StandardError.ReadToEndAsync(Stop);
        await process.WaitForExitAsync(Stop);
        return (process.ExitCode, await output, await notices);
    }
}
