using Spectre.Console;
using Valiqor.Client;

namespace Valiqor.Cli.Progress;

/// <summary>
/// Shows that something is under way: live on a terminal, else in lines, or not at all where it is short.
/// </summary>
internal static class ProgressView
{
    /// <summary>For steps that cannot say how far they are.</summary>
    public static Task<T> ShowAsync<T>(Terminal terminal, string step, Func<Task<T>> work) =>
        terminal.Notices is { } console
            ? console.Status().StartAsync(Markup.Escape($"{step} ..."), _ => work())
            : work();

    /// <summary>For runs.</summary>
    public static Task<T> ShowAsync<T>(
        Terminal terminal,
        TimeProvider time,
        Func<IProgress<JobStatus>, Task<T>> work) =>
        terminal.Notices is { } console
            ? LiveProgress.ShowAsync(console, work)
            : work(new LineProgress(terminal.PlainNotices, time));
}
