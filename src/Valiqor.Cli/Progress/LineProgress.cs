using Valiqor.Client;

namespace Valiqor.Cli.Progress;

/// <summary>A line every two seconds, for logs and pipes. A run that is shorter leaves none.</summary>
internal sealed class LineProgress(TextWriter writer, TimeProvider time) : IProgress<JobStatus>
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private long _last = time.GetTimestamp();

    public void Report(JobStatus value)
    {
        if (!RunStatus.IsFinal(value.Status) && time.GetElapsedTime(_last) >= Interval)
        {
            _last = time.GetTimestamp();
            writer.WriteLine(ProgressText.Of(value));
        }
    }
}
