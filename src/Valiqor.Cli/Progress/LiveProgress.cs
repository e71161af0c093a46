using Spectre.Console;
using Valiqor.Client;

namespace Valiqor.Cli.Progress;

/// <summary>A bar that fills, with the numbers beside it; it disappears when the run has ended.</summary>
internal sealed class LiveProgress(ProgressTask bar) : IProgress<JobStatus>
{
    // What is left of 80 columns beside the longest text.
    private const int BarWidth = 16;

    public static Task<T> ShowAsync<T>(IAnsiConsole console, Func<IProgress<JobStatus>, Task<T>> work) =>
        console.Progress()
            .AutoClear(true)
            .Columns(new SpinnerColumn(), new ProgressBarColumn { Width = BarWidth }, new TaskDescriptionColumn())
            .StartAsync(async context =>
            {
                ProgressTask bar = context.AddTask("Reading the dataset");
                bar.IsIndeterminate = true;
                return await work(new LiveProgress(bar));
            });

    public void Report(JobStatus value)
    {
        bar.IsIndeterminate = value.TotalItems == 0;
        bar.Value = value.ProgressPercent;
        bar.Description = Markup.Escape(ProgressText.Of(value));
    }
}
