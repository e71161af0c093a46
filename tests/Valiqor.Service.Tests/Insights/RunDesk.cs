using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Valiqor.Analysis.Scoring;
using Valiqor.Client;
using Valiqor.Service.Days;
using Valiqor.Service.Ground;
using Valiqor.Service.Insights;
using Valiqor.Service.Runs;
using Valiqor.Service.Runs.Records;
using Valiqor.Service.Runs.Workflow;
using Valiqor.Testing;

namespace Valiqor.Service.Tests.Insights;

/// <summary>A host that begins and ends runs of an organization of its own, without analysing anything.</summary>
internal sealed class RunDesk(ServiceProvider services, string organization) : IAsyncDisposable
{
    public string Organization => organization;

    public RunStorage Storage { get; } = services.GetRequiredService<RunStorage>();

    public RunLifecycle Ledger { get; } = services.GetRequiredService<RunLifecycle>();

    public DayLedger Days { get; } = services.GetRequiredService<DayLedger>();

    public DayStorage DayStorage { get; } = services.GetRequiredService<DayStorage>();

    public InsightsReader Insights { get; } = services.GetRequiredService<InsightsReader>();

    public RunStarter Starter { get; } = services.GetRequiredService<RunStarter>();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static RunDesk Open(AzuriteFixture azurite, TimeProvider clock) =>
        OpenBeside(azurite, clock, $"org-{Guid.CreateVersion7():N}");

    /// <summary>Another host for the same organization.</summary>
    public static RunDesk OpenBeside(AzuriteFixture azurite, TimeProvider clock, string organization) =>
        new(azurite.NewService(clock), organization);

    public StartRun NewStart(string project) => new(
        Starter.NewRun(organization), project, RunLayout.RunContainer, "none", "none", new AnalyzeOptions());

    public async Task<RunRow> BeginAsync(string project) =>
        await Starter.StartAsync(NewStart(project), new NoWorkflow(), Stop);

    public async Task<RunOutcome> CompleteAsync(RunRow run, Tally tally) =>
        await Ledger.CompleteAsync(new Completion(run.Run, tally), Stop);

    public async Task<RunRow> RunAsync(string project, Tally tally)
    {
        RunRow run = await BeginAsync(project);
        await CompleteAsync(run, tally);
        return run;
    }

    public async Task<RunRow> ReadAsync(RunRow run) => await Storage.GetRunAsync(run.Run, Stop);

    public Task<InsightsSummary> SummaryAsync(string? project, DateOnly first, DateOnly last) =>
        Insights.SummaryAsync(organization, project, new DayRange(first, last), Stop);

    public ValueTask DisposeAsync() => services.DisposeAsync();

    /// <summary>A run of some items, of which some leak personal data and others are merely wrong.</summary>
    public static Tally TallyOf(int items, int leaks = 0, int wrong = 0)
    {
        var rows = ImmutableSortedDictionary.Create<string, SubcategoryTally>(StringComparer.Ordinal);
        rows = leaks > 0
            ? rows.Add("sensitive_data_exposure", new SubcategoryTally { Fails = leaks, HighRiskFails = leaks })
            : rows;
        rows = wrong > 0 ? rows.Add("unsupported_factual_claim", new SubcategoryTally { Fails = wrong }) : rows;
        return new Tally
        {
            Items = items,
            ItemsWithFailures = leaks + wrong,
            ItemsAllPassed = items - leaks - wrong,
            UnsafeItems = leaks,
            Subcategories = rows,
            SecurityFailures = leaks > 0
                ? Tally.Empty.SecurityFailures.Add("S9", leaks)
                : Tally.Empty.SecurityFailures,
        };
    }

    /// <summary>These tests call the activities themselves, so there is nothing to launch.</summary>
    private sealed class NoWorkflow : IRunLauncher
    {
        public Task StartAsync(RunRef run, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
