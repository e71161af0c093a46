using System.Diagnostics;
using Valiqor.Benchmarks.Quality;

namespace Valiqor.Analysis.Tests;

/// <summary>No verdict depends on how busy the machine is: these compare bytes and measure no time.</summary>
public sealed class StarvedProcessTests
{
    private const string OutputVariable = "VALIQOR_STARVED_VERDICTS";

    private static readonly string Cases = Path.Combine(AppContext.BaseDirectory, "Cases");

    [Fact]
    public void A_starved_process_says_the_same_of_every_case_item_as_this_one()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "There is no nice here.");
        string[] expected = [.. VerdictDump.Lines(Cases)];
        expected.ShouldAllBe(line => !line.Contains("could not finish"));

        for (int run = 0; run < 2; run++)
        {
            string file = Path.GetTempFileName();
            ProcessStartInfo start = StarvedVerdicts.Last(
                Environment.ProcessPath!, ["-method", $"*.{nameof(The_verdicts_are_written)}"]);
            start.Environment[OutputVariable] = file;
            start.RedirectStandardOutput = true;
            using Process child = Process.Start(start)!;
            string said = child.StandardOutput.ReadToEnd();
            child.WaitForExit();

            child.ExitCode.ShouldBe(0, said);
            File.ReadAllLines(file).ShouldBe(expected);
            File.Delete(file);
        }
    }

    /// <summary>What the starved process does: it is this program once more.</summary>
    [Fact]
    public void The_verdicts_are_written()
    {
        string? file = Environment.GetEnvironmentVariable(OutputVariable);
        Assert.SkipWhen(file is null, "Only the test above asks for it.");
        StarvedVerdicts.Write(Cases, file!);
    }
}
