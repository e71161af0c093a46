using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Valiqor.Analysis.Taxonomy;
using Valiqor.Pipeline.Http;
using Valiqor.Pipeline.Judging;
using Valiqor.Pipeline.Limits;
using Valiqor.Pipeline.Storage;
using Valiqor.Pipeline.Traces;

namespace Valiqor.Pipeline.Runs;

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
