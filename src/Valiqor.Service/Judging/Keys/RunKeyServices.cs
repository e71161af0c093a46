using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Valiqor.Service.Judging.Keys;

internal static class RunKeyServices
{
    // Part of what every ciphertext is bound to: with another name nothing opens any more.
    private const string ApplicationName = "Valiqor";

    /// <summary>
    /// Callers' judge keys, and the ring they are encrypted with. It is read when the host starts, so its container is
    /// to be made before: storage areas are prepared by a service that was added earlier.
    /// </summary>
    public static IServiceCollection AddRunKeys(this IServiceCollection services)
    {
        services.AddDataProtection().SetApplicationName(ApplicationName);
        return services
            .AddSingleton<KeyRingBlob>()
            .AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider =>
                new ConfigureOptions<KeyManagementOptions>(
                    ring => ring.XmlRepository = provider.GetRequiredService<KeyRingBlob>()))
            .AddSingleton<RunKeys>();
    }
}
