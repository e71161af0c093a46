using System.Diagnostics;

namespace Valiqor.Benchmarks.Quality;

/// <summary>
/// Verdicts of a process that hardly gets the processor: it comes last in the queue, and most of its time goes to
/// threads of its own that only spin. What it says must be what an idle machine says, byte for byte.
/// </summary>
internal static class StarvedVerdicts
{
    private const int SpinningThreadsPerCore = 4;

    /// <summary>How a process is started so that every other one comes first.</summary>
    public static ProcessStartInfo Last(string program, IEnumerable<string> arguments) =>
        new("nice", ["-n", "19", program, .. arguments]);

    public static void Write(string directory, string output)
    {
        using var done = new CancellationTokenSource();
        Thread[] spinning =
        [
            .. Enumerable.Range(0, SpinningThreadsPerCore * Environment.ProcessorCount)
                .Select(_ => new Thread(() => Spin(done.Token)) { IsBackground = true }),
        ];
        Array.ForEach(spinning, thread => thread.Start());
        File.WriteAllLines(output, VerdictDump.Lines(directory));
        done.Cancel();
        Array.ForEach(spinning, thread => thread.Join());
    }

    private static void Spin(CancellationToken done)
    {
        while (!done.IsCancellationRequested)
        {
            Thread.SpinWait(1_000);
        }
    }
}
