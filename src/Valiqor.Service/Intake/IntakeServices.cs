using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Valiqor.Analysis.Items.Taxonomy;
using Valiqor.Service.Door;
using Valiqor.Service.Ground;
using Valiqor.Service.Intake.Estimates;
using Valiqor.Service.Intake.Playground;
using Valiqor.Service.Runs;

namespace Valiqor.Service.Intake;

internal static class IntakeServices
{
    /// <summary>Takes datasets in, by whichever way they come, and starts runs over them.</summary>
    public static IServiceCollection AddIntake(this IServiceCollection services) => services
        .AddStorage<ClaimStorage>()
        .AddSingleton<IdempotencyClaims>()
        .AddSingleton(provider => new DatasetDrops(
            provider.GetRequiredService<RunStorage>(),
            provider.GetRequiredService<RunStarter>(),
            provider.GetRequiredService<FailureTaxonomy>(),
            provider.GetRequiredService<ILogger<DatasetDrops>>()))
        .AddSingleton<DatasetIntake>()
        .AddSingleton<TraceRuns>()
        .AddSingleton<RunAnswers>()
        .AddSingleton<RunEstimates>()
        .AddSingleton<PlaygroundCounter>()
        .AddSingleton<PlaygroundReader>()
        .AddSingleton<PlaygroundAnalysis>()
        .AddSingleton<IOperationGroup, DatasetsApi>()
        .AddSingleton<IOperationGroup, EstimatesApi>()
        .AddSingleton<IOperationGroup, PlaygroundApi>();
}
