using Microsoft.Extensions.DependencyInjection;
using Valiqor.Service.Ground;

namespace Valiqor.Service.Days;

internal static class DayServices
{
    /// <summary>Counts what ends into days.</summary>
    public static IServiceCollection AddDays(this IServiceCollection services) => services
        .AddStorage<DayStorage>()
        .AddSingleton<DayLedger>();
}
