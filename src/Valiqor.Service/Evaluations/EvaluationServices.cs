using Microsoft.Extensions.DependencyInjection;
using Valiqor.Service.Door;

namespace Valiqor.Service.Evaluations;

internal static class EvaluationServices
{
    /// <summary>Shows runs by their metrics.</summary>
    public static IServiceCollection AddEvaluations(this IServiceCollection services) => services
        .AddSingleton<EvaluationReader>()
        .AddSingleton<IOperationGroup, EvaluationApi>();
}
