using Valiqor.Cli.Rendering;
using Valiqor.Client;
using Valiqor.Testing;

namespace Valiqor.Cli.Tests;

public sealed class ReportTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    public async Task A_terminals_report_fits_its_width(int width)
    {
        string text = OnTerminal(await ViewOfAsync(SampleRun.Mixed), width, isColoured: false);

        text.Split('\n').Max(line => line.Length).ShouldBeLessThanOrEqualTo(width);
        Snapshot.Matches(text, $"mixed-{width}.txt");
    }

    [Fact]
    public async Task A_run_without_failures_is_told_in_few_lines() =>
        Snapshot.Matches(OnTerminal(await ViewOfAsync(SampleRun.Clean), 80, isColoured: false), "clean-80.txt");

    [Theory]
    [InlineData(10)]
    [InlineData(24)]
    [InlineData(40)]
    public async Task A_narrow_terminal_is_no_reason_to_fail(int width) =>
        OnTerminal(await ViewOfAsync(SampleRun.Mixed), width, isColoured: false).ShouldContain("2517-3f6a");

    [Fact]
    public async Task On_a_terminal_the_words_that_fail_stand_out()
    {
        string text = OnTerminal(await ViewOfAsync(SampleRun.Mixed), 200, isColoured: true);

        text.ShouldMatch("\u001b\\[[0-9;]+mwithin 90 days\u001b\\[0m");
        text.ShouldNotContain(
            "\u001b[31mdo so",
            customMessage: "an item's own escape sequences must not reach a terminal");
    }

    [Fact]
    public async Task A_plain_report_has_no_control_characters_and_no_boxes()
    {
        var writer = new StringWriter();
        PlainReport.Write(writer, await ViewOfAsync(SampleRun.Mixed));
        string text = writer.ToString().ReplaceLineEndings("\n");

        text.Where(letter => char.IsControl(letter) && letter != '\n').ShouldBeEmpty();
        text.Where(letter => letter is >= '\u2500' and <= '\u259F').ShouldBeEmpty();
        Snapshot.Matches(text, "mixed-plain.txt");
    }

    [Fact]
    public async Task An_example_that_the_result_does_not_carry_is_asked_for()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(
            ScriptedServer.Json(200, $"[{Script.Tag(41)},{Script.Tag(42)}]"));
        using var client = FailureAnalysisClient.Create(new ClientOptions { BaseUrl = server.Url });
        RunResult result = SampleRun.Mixed with { FailureTags = [SampleRun.Mixed.FailureTags[0]], Inputs = [] };

        RunView view = await RunViewReader.ReadAsync(client, result, Cancel);

        view.Failures[1].Example!.Item.ShouldBe("item 41");
        server.Requests.Single().ShouldEndWith("/tags?decision=fail&subcategory_id=missing_required_tool_arguments");
    }

    private static async Task<RunView> ViewOfAsync(RunResult result)
    {
        // Every example stands in the result, so that nothing is asked of this address.
        using var client = FailureAnalysisClient.Create(new ClientOptions { BaseUrl = new Uri("http://127.0.0.1:9") });
        return await RunViewReader.ReadAsync(client, result, Cancel);
    }

    private static string OnTerminal(RunView view, int width, bool isColoured) =>
        FixedConsole.Show(width, console => TerminalReport.Write(console, view), isColoured);
}
