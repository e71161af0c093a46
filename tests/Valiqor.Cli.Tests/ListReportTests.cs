using Valiqor.Cli.Commands;
using Valiqor.Cli.Rendering;
using Valiqor.Client;
using Valiqor.Testing;

namespace Valiqor.Cli.Tests;

/// <summary>What the commands show, at the widths of terminals and in plain lines.</summary>
public sealed class ListReportTests
{
    private static readonly Dictionary<string, Func<Report>> Reports = new()
    {
        ["runs"] = () => RunsCommand.ReportOf(SampleLists.Runs, SampleLists.Now),
        ["tags"] = () => TagReport.Of(SampleLists.Tags, "run_fe6a3f00000a3f6a91bc0002", isCut: true),
        ["trends"] = () => TrendsReport.Of(SampleLists.Trends),
        ["insights"] = () => InsightsReport.Of(SampleLists.Insights, SampleLists.Now),
        ["calibration"] = () => CalibrationReport.Of(SampleLists.Calibration),
        ["keys"] = () => KeyReport.Of(SampleLists.Keys, SampleLists.Now),
        ["taxonomy"] = () => TaxonomyReport.Of([Some.Bucket]),
        ["bucket"] = () => TaxonomyReport.Of(Some.Bucket),
    };

    public static TheoryData<string> Names => [.. Reports.Keys];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Names))]
    public void A_report_fits_terminals_of_80_and_120_columns(string name)
    {
        string narrow = FixedConsole.Show(80, Reports[name]().WriteTo);
        string wide = FixedConsole.Show(120, Reports[name]().WriteTo);

        narrow.Split('\n').Max(line => line.Length).ShouldBeLessThanOrEqualTo(80);
        wide.Split('\n').Max(line => line.Length).ShouldBeLessThanOrEqualTo(120);
        Snapshot.Matches($"{narrow}\n{new string('=', 120)}\n{wide}", $"{name}-terminal.txt");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_narrow_terminal_is_no_reason_to_fail(string name) =>
        FixedConsole.Show(12, Reports[name]().WriteTo).ShouldNotBeEmpty();

    [Theory]
    [MemberData(nameof(Names))]
    public void A_terminal_without_Unicode_is_shown_none(string name) =>
        FixedConsole.Show(100, Reports[name]().WriteTo, isUnicode: false)
            .Where(letter => letter > '\u00FF')
            .ShouldBeEmpty();

    [Theory]
    [InlineData("runs")]
    [InlineData("trends")]
    [InlineData("insights")]
    [InlineData("calibration")]
    [InlineData("keys")]
    [InlineData("bucket")]
    public void Other_programs_are_given_exact_values_separated_by_tabs(string name)
    {
        var writer = new StringWriter();

        Reports[name]().WriteTo(writer);

        string text = writer.ToString().ReplaceLineEndings("\n");
        text.Where(letter => char.IsControl(letter) && letter is not ('\n' or '\t')).ShouldBeEmpty();
        Snapshot.Matches(text, $"{name}-plain.txt");
    }

    [Fact]
    public async Task Tags_are_a_line_each_while_they_arrive()
    {
        var writer = new StringWriter();

        await TagReport.WriteAsync(SampleLists.Tags.ToAsyncEnumerable(), () => writer, Stop);

        Snapshot.Matches(writer.ToString().ReplaceLineEndings("\n"), "tags-plain.txt");
    }

    [Fact]
    public void A_new_key_stands_alone_on_its_line()
    {
        var writer = new StringWriter();
        var key = new CreatedKey
        {
            ApiKey = "vq_secret",
            KeyId = "key_1",
            Name = "n",
            PublicPrefix = "vq_se",
            CreatedAt = SampleLists.Now,
            Warning = "Keep it.",
        };

        KeyReport.Of(key).WriteTo(writer);

        writer.ToString().ReplaceLineEndings("\n").ShouldBe("vq_secret\n");
        FixedConsole.Show(80, KeyReport.Of(key).WriteTo).ShouldContain("Its id is key_1. Keep it.");
    }

    [Fact]
    public void Nothing_to_show_is_said()
    {
        var none = SampleLists.Runs with { Runs = [], Total = 0 };
        var quiet = SampleLists.Trends with { Points = [] };

        FixedConsole.Show(80, RunsCommand.ReportOf(none, SampleLists.Now).WriteTo).ShouldBe("No runs.\n");
        FixedConsole.Show(80, RunsCommand.ReportOf(none with { Total = 9, TotalPages = 1 }, SampleLists.Now).WriteTo)
            .ShouldBe("There is no page 2: the last one is 1.\n");
        FixedConsole.Show(80, TrendsReport.Of(quiet).WriteTo)
            .ShouldBe("No completed runs in the last 20 days, project p.\n");
        FixedConsole.Show(80, InsightsReport.Of(Some.Insights with { TotalRuns = 0, Days = 1 }, default).WriteTo)
            .ShouldBe("No completed runs today, project p.\n");
        var unreviewed = new Calibration { Days = 30, Runs = 12, ReviewedTags = 0, IsCut = false };
        FixedConsole.Show(80, CalibrationReport.Of(unreviewed).WriteTo).ShouldBe(
            "No tags with a reviewer's decision in 12 runs in the last 30 days.\n"
            + "Decide some: valiqor review RUN.ITEM.FAILURE --decision pass\n");
    }

    [Theory]
    [InlineData(0, "0 calls", null)]
    [InlineData(1_204, "1,204 of 2,000 calls", 2_000L)]
    public void Usage_is_told_with_its_limit_where_there_is_one(long calls, string words, long? limit)
    {
        var usage = new Usage { Month = "2026-03", Calls = calls, CallLimit = limit, JudgeTokens = 5_000 };

        FixedConsole.Show(80, KeyReport.Of(usage).WriteTo)
            .ShouldBe($"2026-03: {words}, 5,000 tokens of the judge model.\n");
    }
}
