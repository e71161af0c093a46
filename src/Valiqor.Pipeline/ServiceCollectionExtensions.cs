using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Valiqor.Analysis.Judging;
using Valiqor.Analysis.Taxonomy;
using Valiqor.Pipeline.Digests;
using Valiqor.Pipeline.Digests.Webhooks;
using Valiqor.Pipeline.Http;
using Valiqor.Pipeline.Http.OpenApi;
using Valiqor.Pipeline.Insights;
using Valiqor.Pipeline.Judging;
using Valiqor.Pipeline.Judging.Models;
using Valiqor.Pipeline.Judging.Keys;
using Valiqor.Pipeline.Limits;
using Valiqor.Pipeline.Runs;
using Valiqor.Pipeline.Scans;
using Valiqor.Pipeline.Storage;
using Valiqor.Pipeline.Traces;
using Valiqor.Pipeline.Workflow;

namespace Valiqor.Pipeline;

public static class ServiceCollectionExtensions
{
    /// <summary>All of the service but its host: options, storage, activities and operations.</summary>
    /// <param name="configuration">Where the settings <c>Valiqor__…</c> and the storage connection stand.</param>
    public static IServiceCollection AddPipeline(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ValiqorOptions>().Bind(configuration.GetSection(ValiqorOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ValiqorOptions>, ValiqorOptionsValidator>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(_ => StorageAccount.Connect(configuration));
        services.AddStorage<RunStorage>();
        services.AddStorage<DayStorage>();
        services.AddStorage<LimitStorage>();
        services.AddStorage<TraceStorage>();
        services.AddStorage<ScanStorage>();
        services.AddStorage<DigestStorage>();
        services.AddStorage<JudgeStorage>();
        services.AddStorage<RunKeyStorage>();
        services.AddHostedService<StoragePreparation>();
        services.AddSingleton(FailureTaxonomy.LoadEmbedded());
        services.AddSingleton(provider => new RunScoring(
            provider.GetRequiredService<RunDetectors>(),
            provider.GetRequiredService<IOptions<ValiqorOptions>>().Value.Thresholds));
        return services.AddRunKeys().AddRuns().AddJudge().AddDigests().AddHttpApi();
    }

    /// <summary>An area of storage, which is made before the host takes its first work.</summary>
    private static IServiceCollection AddStorage<TArea>(this IServiceCollection services)
        where TArea : class, IStorageArea => services
        .AddSingleton<TArea>()
        .AddSingleton<IStorageArea>(provider => provider.GetRequiredService<TArea>());

    private static IServiceCollection AddRuns(this IServiceCollection services) => services
        .AddSingleton<RunDetectors>()
        .AddSingleton<RunRegister>()
        .AddSingleton<RunTotals>()
        .AddSingleton<RunLists>()
        .AddSingleton<RunScans>()
        .AddSingleton<RunStarter>()
        .AddSingleton<RunClaims>()
        .AddSingleton<DatasetDrops>()
        .AddSingleton<RunPlanner>()
        .AddSingleton<DetectorFaults>()
        .AddSingleton<SliceOutputs>()
        .AddSingleton<SliceAnalyzer>()
        .AddSingleton<DayLedger>()
        .AddSingleton<RunEnding>()
        .AddSingleton<RunLedger>()
        .AddSingleton<RunActivities>()
        .AddSingleton<SliceReader>()
        .AddSingleton<TagReader>()
        .AddSingleton<TagReviews>()
        .AddSingleton<RunReader>()
        .AddSingleton<RunProgressReader>()
        .AddSingleton<PlaygroundAnalysis>()
        .AddSingleton<InsightsReader>()
        .AddSingleton<CalibrationReader>()
        .AddSingleton<EvaluationReader>()
        .AddSingleton<AuditBatches>()
        .AddSingleton<AuditItems>();

    private static IServiceCollection AddJudge(this IServiceCollection services) => services
        .AddSingleton(JudgePrompts.LoadEmbedded())
        .AddSingleton(provider =>
            Options.Create(provider.GetRequiredService<IOptions<ValiqorOptions>>().Value.Judge.Model))
        .AddModelClient()
        .AddSingleton<KeptAnswers>()
        .AddSingleton<JudgeSpending>()
        .AddSingleton<JudgeMeans>()
        .AddSingleton<Judges>()
        .AddSingleton<JudgeForecasts>()
        .AddSingleton<RunJudgings>()
        .AddSingleton<PlanSettings>();

    private static IServiceCollection AddDigests(this IServiceCollection services) => services
        .AddSingleton(provider => Options.Create(provider.GetRequiredService<IOptions<ValiqorOptions>>().Value.Digests))
        .AddSingleton<DigestCalendar>()
        .AddSingleton<DigestLinks>()
        .AddSingleton<ActiveProjects>()
        .AddSingleton<ExampleFinder>()
        .AddSingleton<WindowRuns>()
        .AddSingleton<DigestReader>()
        .AddDigestWebhook()
        .AddSingleton<DigestPublisher>()
        .AddSingleton<DigestLedger>()
        .AddSingleton<DueDigests>()
        .AddSingleton<DigestSchedule>();

    private static IServiceCollection AddHttpApi(this IServiceCollection services) => services
        .AddSingleton<KeyRing>()
        .AddSingleton<KeyBook>()
        .AddSingleton<CallCounter>()
        .AddSingleton<Admission>()
        .AddSingleton<UsageBook>()
        .AddSingleton<TokenCounter>()
        .AddSingleton<PlaygroundCounter>()
        .AddSingleton<PlaygroundReader>()
        .AddSingleton<DatasetIntake>()
        .AddSingleton<TraceArchive>()
        .AddSingleton<TraceRuns>()
        .AddSingleton<RunRequests>()
        .AddSingleton<RunSources>()
        .AddSingleton<PostedTraces>()
        .AddSingleton<RunAnswers>()
        .AddSingleton<ScanIntake>()
        .AddSingleton<IOperationGroup, DatasetsApi>()
        .AddSingleton<IOperationGroup, EstimatesApi>()
        .AddSingleton<IOperationGroup, RunListApi>()
        .AddSingleton<IOperationGroup, PlaygroundApi>()
        .AddSingleton<IOperationGroup, RunsApi>()
        .AddSingleton<IOperationGroup, JobsApi>()
        .AddSingleton<IOperationGroup, TagsApi>()
        .AddSingleton<IOperationGroup, ReviewsApi>()
        .AddSingleton<IOperationGroup, TracesApi>()
        .AddSingleton<IOperationGroup, TaxonomyApi>()
        .AddSingleton<IOperationGroup, InsightsApi>()
        .AddSingleton<IOperationGroup, ScansApi>()
        .AddSingleton<IOperationGroup, EvaluationApi>()
        .AddSingleton<IOperationGroup, SecurityApi>()
        .AddSingleton<IOperationGroup, DigestsApi>()
        .AddSingleton<IOperationGroup, KeysApi>()
        .AddSingleton<IOperationGroup, UsageApi>()
        .AddSingleton<IOperationGroup, HealthApi>()
        .AddSingleton<IOperationGroup, ReferenceApi>()
        .AddSingleton(provider => new Lazy<Operations>(provider.GetRequiredService<Operations>))
        .AddSingleton<Operations>()
        .AddSingleton<Api>();
}
