using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Valiqor.Client;
using Valiqor.Client.DependencyInjection;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers clients of Valiqor.</summary>
public static class ValiqorServiceCollectionExtensions
{
    // Handlers are not rotated; connections are, so that a moved service is found (see SocketsHttpHandler's remarks).
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);

    private const string HttpName = "Valiqor";

    /// <summary>
    /// Registers <see cref="ValiqorClient"/> and its <see cref="FailureAnalysisClient"/> as singletons, with retries.
    /// </summary>
    /// <param name="services">The services to add to.</param>
    /// <param name="configure">What the program says; the environment and files say the rest.</param>
    /// <returns>The client's HTTP pipeline, for handlers of your own: they stand nearer to the network.</returns>
    /// <remarks>A missing address or key is told by a <see cref="ConfigurationException"/> on first use.</remarks>
    public static IHttpClientBuilder AddValiqorClient(
        this IServiceCollection services,
        Action<ValiqorClientConfiguration>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        IHttpClientBuilder http = AddHttp(services, Options.Options.DefaultName, HttpName, configure);
        services.TryAddSingleton(provider => Create(provider, Options.Options.DefaultName, HttpName));
        services.TryAddSingleton(provider => provider.GetRequiredService<ValiqorClient>().FailureAnalysis);
        return http;
    }

    /// <param name="services">The services to add to.</param>
    /// <param name="section">
    /// With any of <c>BaseUrl</c>, <c>ApiKey</c>, <c>ProjectName</c>, <c>OpenaiApiKey</c>, <c>RequestTimeout</c> and
    /// <c>PollInterval</c> (as <c>00:01:40</c>).
    /// </param>
    /// <inheritdoc cref="AddValiqorClient(IServiceCollection, Action{ValiqorClientConfiguration})"/>
    public static IHttpClientBuilder AddValiqorClient(this IServiceCollection services, IConfiguration section)
    {
        ArgumentNullException.ThrowIfNull(section);
        return services.AddValiqorClient(configuration => ConfiguredValues.Read(section, configuration));
    }

    /// <summary>
    /// Registers one of several clients, of another organization or service, as
    /// <c>[FromKeyedServices("NAME")] ValiqorClient</c>.
    /// </summary>
    /// <inheritdoc cref="AddValiqorClient(IServiceCollection, Action{ValiqorClientConfiguration})"/>
    public static IHttpClientBuilder AddKeyedValiqorClient(
        this IServiceCollection services,
        string name,
        Action<ValiqorClientConfiguration>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        string httpName = $"{HttpName}.{name}";
        IHttpClientBuilder http = AddHttp(services, name, httpName, configure);
        services.TryAddKeyedSingleton(name, (provider, _) => Create(provider, name, httpName));
        services.TryAddKeyedSingleton(
            name,
            (provider, _) => provider.GetRequiredKeyedService<ValiqorClient>(name).FailureAnalysis);
        return http;
    }

    private static IHttpClientBuilder AddHttp(
        IServiceCollection services,
        string optionsName,
        string httpName,
        Action<ValiqorClientConfiguration>? configure)
    {
        if (configure is not null)
        {
            services.Configure(optionsName, configure);
        }

        bool isKeyed = optionsName != Options.Options.DefaultName;
        if (services.Any(row => row.ServiceType == typeof(ValiqorClient)
            && (isKeyed ? optionsName.Equals(row.ServiceKey) : row.ServiceKey is null)))
        {
            // Registered before: another retry handler would multiply the tries.
            return services.AddHttpClient(httpName);
        }

        return services.AddOptions().AddHttpClient(httpName)
            .ConfigureHttpClient(http => http.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                ConnectTimeout = ConnectTimeout,
                PooledConnectionLifetime = ConnectionLifetime,
                AutomaticDecompression = DecompressionMethods.All,
            })
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .AddHttpMessageHandler(provider => new RetryHandler(TimeOf(provider)));
    }

    private static ValiqorClient Create(IServiceProvider provider, string optionsName, string httpName)
    {
        ValiqorClientConfiguration said =
            provider.GetRequiredService<IOptionsMonitor<ValiqorClientConfiguration>>().Get(optionsName);
        ClientOptions found = ClientOptions.FromEnvironment(new ClientSettings
        {
            BaseUrl = said.BaseUrl,
            ApiKey = said.ApiKey,
            ProjectName = said.ProjectName,
            OpenaiApiKey = said.OpenaiApiKey,
        });
        return new ValiqorClient(
            provider.GetRequiredService<IHttpClientFactory>().CreateClient(httpName),
            found with
            {
                RequestTimeout = said.RequestTimeout ?? found.RequestTimeout,
                PollInterval = said.PollInterval ?? found.PollInterval,
                TimeProvider = TimeOf(provider),
            });
    }

    private static TimeProvider TimeOf(IServiceProvider provider) =>
        provider.GetService<TimeProvider>() ?? TimeProvider.System;
}
