using Microsoft.Extensions.DependencyInjection;
using Valiqor.Service.Door;

namespace Valiqor.Service.Security;

internal static class SecurityServices
{
    /// <summary>Shows runs by how safe their items are.</summary>
    public static IServiceCollection AddSecurity(this IServiceCollection services) => services
        .AddSingleton<AuditBatches>()
        .AddSingleton<AuditItems>()
        .AddSingleton<IOperationGroup, SecurityApi>();
}
