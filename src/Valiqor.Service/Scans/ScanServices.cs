using Microsoft.Extensions.DependencyInjection;
using Valiqor.Service.Door;
using Valiqor.Service.Ground;

namespace Valiqor.Service.Scans;

internal static class ScanServices
{
    /// <summary>Takes in what a scanner found in the sources.</summary>
    public static IServiceCollection AddScans(this IServiceCollection services) => services
        .AddStorage<ScanStorage>()
        .AddSingleton<ScanIntake>()
        .AddSingleton<IOperationGroup, ScansApi>();
}
