using Microsoft.Extensions.DependencyInjection;
using Valiqor.Pipeline.Http;

namespace Valiqor.Pipeline.Runs;

internal static class SecurityServices
{
    /// <summary>Shows runs by how safe their items are.</summary>
    public static IServiceCollection AddSecurity(this IServiceCollection services) => services
        .AddSingleton<AuditBatches>()
        .AddSingleton<AuditItems>()
        .AddSingleton<IOperationGroup, SecurityApi>();
}
