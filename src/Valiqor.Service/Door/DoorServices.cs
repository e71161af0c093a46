using Microsoft.Extensions.DependencyInjection;
using Valiqor.Service.Door.Keys;
using Valiqor.Service.Door.Limits;
using Valiqor.Service.Door.OpenApi;
using Valiqor.Service.Ground;

namespace Valiqor.Service.Door;

internal static class DoorServices
{
    /// <summary>Operations, keys, limits and the document of the API.</summary>
    public static IServiceCollection AddDoor(this IServiceCollection services) => services
        .AddStorage<KeyStorage>()
        .AddStorage<LimitStorage>()
        .AddSingleton<KeyRing>()
        .AddSingleton<CallCounter>()
        .AddSingleton<Admission>()
        .AddSingleton<UsageBook>()
        .AddSingleton<IOperationGroup, UsageApi>()
        .AddSingleton<IOperationGroup, HealthApi>()
        .AddSingleton<IOperationGroup, ReferenceApi>()
        .AddSingleton(provider => new Lazy<Operations>(provider.GetRequiredService<Operations>))
        .AddSingleton<Operations>()
        .AddSingleton<RouteLookup>()
        .AddSingleton<Api>();
}
