using Microsoft.Extensions.DependencyInjection;
using Valiqor.Pipeline.Http;

namespace Valiqor.Pipeline.Insights;

internal static class InsightServices
{
    /// <summary>Sums days, and compares reviews with decisions.</summary>
    public static IServiceCollection AddInsights(this IServiceCollection services) => services
        .AddSingleton<InsightsReader>()
        .AddSingleton<CalibrationReader>()
        .AddSingleton<IOperationGroup, InsightsApi>();
}
