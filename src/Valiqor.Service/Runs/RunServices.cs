using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Valiqor.Service.Door;
using Valiqor.Service.Ground;
using Valiqor.Service.Judging;
using Valiqor.Service.Judging.Keys;
using Valiqor.Service.Runs.Listing;
using Valiqor.Service.Runs.Outcomes;
using Valiqor.Service.Runs.Planning;
using Valiqor.Service.Runs.Records;
using Valiqor.Service.Runs.Scope;
using Valiqor.Service.Runs.Slices;
using Valiqor.Service.Runs.Tags;
using Valiqor.Service.Runs.Workflow;

namespace Valiqor.Service.Runs;

internal static class RunServices
{
    /// <summary>Everything that a run is, from its plan to its results.</summary>
    public static IServiceCollection AddRuns(this IServiceCollection services) => services
        .AddStorage<RunStorage>()
        .AddSingleton<RunDetectors>()
        .AddSingleton<RunScoring>()
        .AddSingleton<ScanOfRun>()
        .AddSingleton<RunRowWriter>()
        .AddSingleton<RunTotals>()
        .AddSingleton<RunPages>()
        .AddSingleton<RunStarter>()
        .AddSingleton<RunSettlement>()
        .AddSingleton<RunLifecycle>()
        .AddSingleton<PlanSettings>()
        .AddSingleton<RunPlanner>()
        .AddSingleton<DetectorFaults>()
        .AddSingleton<SliceSetup>()
        .AddSingleton<SliceAnalyzer>()
        .AddSingleton<SliceReader>()
        .AddSingleton<TagReader>()
        .AddSingleton<TagReviews>()
        .AddSingleton<JudgingReport>()
        .AddSingleton<RunReader>()
        .AddSingleton<RunProgressReader>()
        .AddSingleton(provider => new RunActivities(
            provider.GetRequiredService<RunPlanner>(),
            provider.GetRequiredService<SliceAnalyzer>(),
            provider.GetRequiredService<RunLifecycle>()))
        .AddSingleton(provider => new RunKeySweep(
            provider.GetRequiredService<RunKeys>(),
            provider.GetRequiredService<RunStorage>(),
            provider.GetRequiredService<IOptions<JudgeOptions>>(),
            provider.GetRequiredService<ILogger<RunKeySweep>>()))
        .AddSingleton<IOperationGroup, RunListApi>()
        .AddSingleton<IOperationGroup, RunsApi>()
        .AddSingleton<IOperationGroup, JobsApi>()
        .AddSingleton<IOperationGroup, TagsApi>()
        .AddSingleton<IOperationGroup, ReviewsApi>();
}
