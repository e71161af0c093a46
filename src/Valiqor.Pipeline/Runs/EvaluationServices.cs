using Microsoft.Extensions.DependencyInjection;
using Valiqor.Pipeline.Http;

namespace Valiqor.Pipeline.Runs;

internal static class EvaluationServices
{
    /// <summary>Shows runs by their metrics.</summary>
    public static IServiceCollection AddEvaluations(this IServiceCollection services) => services
        .AddSingleton<EvaluationReader>()
        .AddSingleton<IOperationGroup, EvaluationApi>();
}
