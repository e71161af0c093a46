using Microsoft.Extensions.DependencyInjection;
using Valiqor.Service.Door;

namespace Valiqor.Service.Keys;

internal static class KeyServices
{
    /// <summary>Makes, lists and revokes keys.</summary>
    public static IServiceCollection AddKeys(this IServiceCollection services) => services
        .AddSingleton<KeyBook>()
        .AddSingleton<IOperationGroup, KeysApi>();
}
