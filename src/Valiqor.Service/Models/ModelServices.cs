using Azure.Core;
using Azure.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Valiqor.Service.Models.Calls;
using Valiqor.Service.Models.Pace;

namespace Valiqor.Service.Models;

internal static class ModelServices
{
    private static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(15);

    /// <summary>So that a change of the provider's addresses is noticed.</summary>
    private static readonly TimeSpan ConnectionAge = TimeSpan.FromMinutes(5);

    /// <summary>The client of models. It wants <c>IOptions&lt;ModelOptions&gt;</c> and a <c>TimeProvider</c>.</summary>
    public static IServiceCollection AddModelClient(this IServiceCollection services)
    {
        services
            .AddMetrics()
            .AddHttpClient(ModelPipelines.ClientName, http => http.Timeout = Timeout.InfiniteTimeSpan)
            // The factory's loggers would write addresses.
            .RemoveAllLoggers()
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            // A redirect would take the key to where nobody allowed it to go.
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                ActivityHeadersPropagator = null,
                ConnectTimeout = ConnectLimit,
                PooledConnectionLifetime = ConnectionAge,
                UseCookies = false,
            });
        services.TryAddSingleton(new Lazy<TokenCredential>(() => new DefaultAzureCredential()));
        return services
            .AddSingleton<ModelCounters>()
            .AddSingleton<PaceBook>()
            .AddSingleton<ModelPipelines>()
            .AddSingleton<ModelCalls>()
            .AddSingleton<ModelSender>()
            .AddSingleton<ModelRetries>()
            .AddSingleton<DialectBook>()
            .AddSingleton<ModelClient>();
    }
}
