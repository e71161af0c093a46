using Microsoft.Extensions.Time.Testing;
using Valiqor.Cli.Progress;
using Valiqor.Client;

namespace Valiqor.Cli.Tests;

public sealed class ProgressTests
{
    [Fact]
    public void Progress_is_told_with_speed_and_time_left() =>
        ProgressText.Of(Running(1_200)).ShouldBe("1,200 of 40,000 items (3 %), 410 items/s, 1 min 35 s left");

    [Fact]
    public void What_the_judge_has_spent_is_told_on_the_way() =>
        ProgressText.Of(Running(1_200) with { Judge = SampleRun.Mixed.Judge, EtaSeconds = null })
            .ShouldBe("1,200 of 40,000 items (3 %), 410 items/s, 33,196,000 tokens, cost 11.254");

    [Fact]
    public void Before_the_items_are_counted_the_dataset_is_being_read() =>
        ProgressText.Of(Running(0) with { TotalItems = 0 }).ShouldBe("Reading the dataset");

    [Theory]
    [InlineData(0.84, "0.8 s")]
    [InlineData(5, "5 s")]
    [InlineData(42.4, "42 s")]
    [InlineData(185, "3 min 5 s")]
    [InlineData(7_810, "2 h 10 min")]
    [InlineData(180_000, "50 h 0 min")]
    public void Durations_have_two_units_at_most(double seconds, string text) =>
        ProgressText.Duration(TimeSpan.FromSeconds(seconds)).ShouldBe(text);

    [Fact]
    public void Without_a_terminal_progress_is_a_line_every_two_seconds()
    {
        var time = new FakeTimeProvider();
        var writer = new StringWriter();
        var progress = new LineProgress(writer, time);

        for (int second = 1; second <= 5; second++)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            progress.Report(Running(second * 1_000));
        }

        writer.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(' ')[0]).ShouldBe(["2,000", "4,000"]);
    }

    private static JobStatus Running(int done) => new()
    {
        JobId = "run-1",
        RunId = "run-1",
        Status = RunStatus.Processing,
        ProgressPercent = done / 400.0,
        CurrentItem = done,
        TotalItems = 40_000,
        ItemsPerSecond = 410.4,
        EtaSeconds = 94.6,
    };
}
