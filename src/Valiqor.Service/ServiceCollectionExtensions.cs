using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Valiqor.Service.Days;
using Valiqor.Service.Digests;
using Valiqor.Service.Door;
using Valiqor.Service.Evaluations;
using Valiqor.Service.Ground;
using Valiqor.Service.Insights;
using Valiqor.Service.Intake;
using Valiqor.Service.Judging;
using Valiqor.Service.Keys;
using Valiqor.Service.Runs;
using Valiqor.Service.Scans;
using Valiqor.Service.Security;
using Valiqor.Service.Taxonomy;
using Valiqor.Service.Traces;

namespace Valiqor.Service;

public static class ServiceCollectionExtensions
{
    /// <summary>All of the service but its host. Nothing else knows all the wings.</summary>
    /// <param name="configuration">Where the settings <c>Valiqor__…</c> and the storage connection stand.</param>
    public static IServiceCollection AddValiqorService(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        return services
            .AddSettings(configuration)
            .AddSingleton(_ => StorageAccount.Connect(configuration))
            // Before every service that reads storage as it starts.
            .AddHostedService<StoragePreparation>()
            .AddDays()
            .AddJudge()
            // From here on in the order in which documents list the operations.
            .AddIntake()
            .AddRuns()
            .AddTraces()
            .AddTaxonomy()
            .AddInsights()
            .AddScans()
            .AddEvaluations()
            .AddSecurity()
            .AddDigests()
            .AddKeys()
            .AddDoor();
    }

    /// <summary>The settings, whole for the host and for each wing what it wants to know of them.</summary>
    private static IServiceCollection AddSettings(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ValiqorOptions>().Bind(configuration.GetSection(ValiqorOptions.Section)).ValidateOnStart();
        return services
            .AddSingleton<IValidateOptions<ValiqorOptions>, ValiqorOptionsValidator>()
            .AddSetting<IDoorSettings>(options => options)
            .AddSetting<IRunSettings>(options => options)
            .AddSetting<IIntakeSettings>(options => options)
            .AddSetting(options => options.Thresholds)
            .AddSetting(options => Options.Create(options.Limits))
            .AddSetting(options => Options.Create(options.Judge))
            .AddSetting(options => Options.Create(options.Digests));
    }

    private static IServiceCollection AddSetting<T>(this IServiceCollection services, Func<ValiqorOptions, T> part)
        where T : class =>
        services.AddSingleton(provider => part(provider.GetRequiredService<IOptions<ValiqorOptions>>().Value));
}
