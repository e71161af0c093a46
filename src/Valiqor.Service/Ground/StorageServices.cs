using Microsoft.Extensions.DependencyInjection;

namespace Valiqor.Service.Ground;

internal static class StorageServices
{
    /// <summary>An area of storage, which is made before the host takes its first work.</summary>
    public static IServiceCollection AddStorage<TArea>(this IServiceCollection services)
        where TArea : class, IStorageArea => services
        .AddSingleton<TArea>()
        .AddSingleton<IStorageArea>(provider => provider.GetRequiredService<TArea>());
}
