using System.Text.Json;
using Valiqor.Client;
using Valiqor.Service.Days;
using Valiqor.Service.Ground;
using Valiqor.Service.Runs.Records;

namespace Valiqor.Service.Runs;

/// <summary>What is to be analysed: a blob as it stands under an ETag.</summary>
internal sealed record StartRun(
    RunRef Run,
    string Project,
    string SourceContainer,
    string SourceBlob,
    string SourceETag,
    AnalyzeOptions Options)
{
    /// <summary>What the run says it was made of; null: as the source is written.</summary>
    public string? InputType { get; init; }

    /// <summary>Whether the launcher brings the caller's own judge key.</summary>
    public bool HasOwnKey { get; init; }
}

/// <summary>The one way in which every run begins.</summary>
internal sealed class RunStarter(RunRowWriter register, DayLedger days, TimeProvider clock)
{
    private static readonly TimeSpan LaunchGrace = TimeSpan.FromMinutes(1);

    public RunRef NewRun(string organization) => new(organization, RunIds.New(clock.GetUtcNow()));

    /// <summary>Writes the run's row and launches it. A run that is there already is left alone and answered.</summary>
    public async Task<RunRow> StartAsync(StartRun start, IRunLauncher launcher, CancellationToken cancellationToken)
    {
        (RunRow row, bool isNew) = await register.AddAsync(RowOf(start), cancellationToken);
        if (isNew)
        {
            await launcher.StartAsync(start.Run, cancellationToken);
            return row;
        }

        return await ResumeAsync(row, launcher, cancellationToken);
    }

    /// <summary>A run that was started before; null where there is none.</summary>
    public async Task<RunRow?> FindAsync(RunRef run, IRunLauncher launcher, CancellationToken cancellationToken) =>
        await register.FindAsync(run, cancellationToken) is { } row
            ? await ResumeAsync(row, launcher, cancellationToken)
            : null;

    /// <summary>Keeps a run that cannot begin, so that whoever dropped the dataset is told why.</summary>
    public async Task<RunRow> RefuseAsync(StartRun start, string reason, CancellationToken cancellationToken)
    {
        if (await register.FindAsync(start.Run, cancellationToken) is { } there)
        {
            return there;
        }

        RunRow row = RowOf(start);
        row.Status = RunStatus.Failed;
        row.Error = reason;
        RunEnd end = await days.RecordAsync(row.Run, row.Project, RunStatus.Failed, null, cancellationToken);
        (row.CreatedAt, row.FinishedAt) = (end.At, end.At);
        return (await register.AddAsync(row, cancellationToken)).Run;
    }

    /// <summary>
    /// Launches again what has been queued for so long that its launch may have been lost with the process that wrote
    /// the row. Launching is safe to repeat.
    /// </summary>
    private async Task<RunRow> ResumeAsync(RunRow row, IRunLauncher launcher, CancellationToken cancellationToken)
    {
        if (row.Status == RunStatus.Queued && clock.GetUtcNow() - row.CreatedAt >= LaunchGrace)
        {
            await launcher.StartAsync(row.Run, cancellationToken);
        }

        return row;
    }

    private RunRow RowOf(StartRun start) => new()
    {
        PartitionKey = start.Run.Organization,
        RowKey = start.Run.RunId,
        Project = start.Project,
        Status = RunStatus.Queued,
        SourceContainer = start.SourceContainer,
        SourceBlob = start.SourceBlob,
        SourceETag = start.SourceETag,
        InputType = start.InputType,
        HasOwnKey = start.HasOwnKey,
        Options = JsonSerializer.Serialize(start.Options, RunJson.Default.AnalyzeOptions),
        FeatureKind = start.Options.FeatureKind,
        CreatedAt = clock.GetUtcNow(),
    };
}
