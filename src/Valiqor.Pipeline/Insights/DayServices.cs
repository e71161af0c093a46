using Microsoft.Extensions.DependencyInjection;
using Valiqor.Pipeline.Storage;

namespace Valiqor.Pipeline.Insights;

internal static class DayServices
{
    /// <summary>Counts what ends into days.</summary>
    public static IServiceCollection AddDays(this IServiceCollection services) => services
        .AddStorage<DayStorage>()
        .AddSingleton<DayLedger>();
}
