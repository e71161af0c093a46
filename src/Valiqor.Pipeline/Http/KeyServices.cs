using Microsoft.Extensions.DependencyInjection;

namespace Valiqor.Pipeline.Http;

internal static class KeyServices
{
    /// <summary>Makes, lists and revokes keys.</summary>
    public static IServiceCollection AddKeys(this IServiceCollection services) => services
        .AddSingleton<KeyBook>()
        .AddSingleton<IOperationGroup, KeysApi>();
}
