using Microsoft.Extensions.DependencyInjection;
using Valiqor.Service.Door;
using Valiqor.Service.Ground;

namespace Valiqor.Service.Traces;

internal static class TraceServices
{
    /// <summary>Keeps and shows recorded traces.</summary>
    public static IServiceCollection AddTraces(this IServiceCollection services) => services
        .AddStorage<TraceStorage>()
        .AddSingleton<TraceArchive>()
        .AddSingleton<PostedTraces>()
        .AddSingleton<IOperationGroup, TracesApi>();
}
