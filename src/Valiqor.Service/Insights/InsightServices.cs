using Microsoft.Extensions.DependencyInjection;
using Valiqor.Service.Door;

namespace Valiqor.Service.Insights;

internal static class InsightServices
{
    /// <summary>Sums days, and compares reviews with decisions.</summary>
    public static IServiceCollection AddInsights(this IServiceCollection services) => services
        .AddSingleton<InsightsReader>()
        .AddSingleton<CalibrationReader>()
        .AddSingleton<IOperationGroup, InsightsApi>();
}
