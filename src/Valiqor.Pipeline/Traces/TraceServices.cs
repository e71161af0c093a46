using Microsoft.Extensions.DependencyInjection;
using Valiqor.Pipeline.Http;
using Valiqor.Pipeline.Storage;

namespace Valiqor.Pipeline.Traces;

internal static class TraceServices
{
    /// <summary>Keeps and shows recorded traces.</summary>
    public static IServiceCollection AddTraces(this IServiceCollection services) => services
        .AddStorage<TraceStorage>()
        .AddSingleton<TraceArchive>()
        .AddSingleton<PostedTraces>()
        .AddSingleton<IOperationGroup, TracesApi>();
}
