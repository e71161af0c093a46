using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Valiqor.Testing;

namespace Valiqor.Client.Tests;

/// <summary>The client in a container of services.</summary>
public sealed class RegistrationTests : IAsyncLifetime
{
    private readonly ConcurrentQueue<string> _keys = new();
    private readonly HurriedTime _time = new();
    private ScriptedServer _server = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _server = await ScriptedServer.StartAsync(
        Note(ScriptedServer.Status(503)),
        Note(ScriptedServer.Json(200, """{"count":5}""")));

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task A_registered_client_has_its_key_and_tries_again()
    {
        await using ServiceProvider provider = Services()
            .AddValiqorClient(client =>
            {
                client.BaseUrl = _server.Url;
                client.ApiKey = "vq_registered";
                client.ProjectName = "p";
            })
            .Services.BuildServiceProvider();

        (await provider.GetRequiredService<FailureAnalysisClient>().GetRunCountAsync(cancellationToken: Stop))
            .ShouldBe(5);

        _server.Requests.ShouldAllBe(request => request.EndsWith("/runs/count?project_name=p"));
        _keys.ShouldBe(["Bearer vq_registered", "Bearer vq_registered"]);
        _time.Waits.ShouldContain(TimeSpan.FromSeconds(0.2));
        provider.GetRequiredService<ValiqorClient>().FailureAnalysis
            .ShouldBeSameAs(provider.GetRequiredService<FailureAnalysisClient>());
    }

    [Fact]
    public async Task Registered_twice_it_still_tries_four_times_and_the_later_words_count()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(ScriptedServer.Status(503));
        IServiceCollection services = Services();
        services.AddValiqorClient(client => client.ApiKey = "vq_x");
        services.AddValiqorClient(client => client.BaseUrl = server.Url);
        await using ServiceProvider provider = services.BuildServiceProvider();

        await Should.ThrowAsync<ServiceUnavailableException>(
            () => provider.GetRequiredService<FailureAnalysisClient>().GetTaxonomyAsync(Stop));

        server.Requests.Count.ShouldBe(RetryHandler.MaxTries);
    }

    [Fact]
    public async Task A_section_of_the_configuration_will_do()
    {
        IConfiguration configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["Valiqor:BaseUrl"] = _server.Url.ToString(),
                ["Valiqor:ApiKey"] = "vq_configured",
                ["Valiqor:ProjectName"] = "shop",
                ["Valiqor:RequestTimeout"] = "00:00:40",
            })
            .Build();
        await using ServiceProvider provider = Services()
            .AddValiqorClient(configuration.GetSection("Valiqor"))
            .Services.BuildServiceProvider();

        await provider.GetRequiredService<ValiqorClient>().FailureAnalysis.GetRunCountAsync(cancellationToken: Stop);

        _keys.Distinct().ShouldBe(["Bearer vq_configured"]);
        _server.Requests.Last().ShouldEndWith("?project_name=shop");
    }

    [Theory]
    [InlineData("BaseUrl", "valiqor", "Valiqor:BaseUrl is 'valiqor', which is not an address")]
    [InlineData("RequestTimeout", "100 s", "Valiqor:RequestTimeout is '100 s', which is not a time")]
    [InlineData("PollInterval", "00:00:00", "Valiqor:PollInterval is '00:00:00', which is not a time")]
    public async Task A_configured_value_of_the_wrong_form_is_named(string name, string value, string message)
    {
        IConfiguration configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([KeyValuePair.Create($"Valiqor:{name}", (string?)value)])
            .Build();
        await using ServiceProvider provider = Services()
            .AddValiqorClient(configuration.GetSection("Valiqor"))
            .Services.BuildServiceProvider();

        Should.Throw<ConfigurationException>(() => provider.GetRequiredService<ValiqorClient>())
            .Message.ShouldStartWith(message);
    }

    [Fact]
    public async Task Clients_of_several_organizations_live_side_by_side()
    {
        IServiceCollection services = Services();
        foreach (string name in (string[])["acme", "globex"])
        {
            services.AddKeyedValiqorClient(name, client =>
            {
                client.BaseUrl = _server.Url;
                client.ApiKey = $"vq_{name}";
            });
        }

        await using ServiceProvider provider = services.BuildServiceProvider();
        foreach (string name in (string[])["acme", "globex"])
        {
            var client = provider.GetRequiredKeyedService<ValiqorClient>(name);
            await client.FailureAnalysis.GetRunCountAsync(cancellationToken: Stop);
            provider.GetRequiredKeyedService<FailureAnalysisClient>(name).ShouldBeSameAs(client.FailureAnalysis);
        }

        _keys.ShouldBe(["Bearer vq_acme", "Bearer vq_acme", "Bearer vq_globex"]);
        provider.GetService<ValiqorClient>().ShouldBeNull();
    }

    [Fact]
    public async Task Handlers_of_the_programs_own_see_every_try()
    {
        var counter = new Counter();
        await using ServiceProvider provider = Services()
            .AddValiqorClient(client =>
            {
                client.BaseUrl = _server.Url;
                client.ApiKey = "vq_x";
            })
            .AddHttpMessageHandler(() => counter)
            .Services.BuildServiceProvider();

        await provider.GetRequiredService<ValiqorClient>().FailureAnalysis.GetRunCountAsync(cancellationToken: Stop);

        counter.Count.ShouldBe(2);
    }

    [Fact]
    public async Task The_most_talkative_log_has_no_key()
    {
        var log = new Recorder();
        IServiceCollection services = Services()
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log));
        await using ServiceProvider provider = services
            .AddValiqorClient(client =>
            {
                client.BaseUrl = _server.Url;
                client.ApiKey = "vq_secret";
            })
            .Services.BuildServiceProvider();

        await provider.GetRequiredService<ValiqorClient>().FailureAnalysis.GetRunCountAsync(cancellationToken: Stop);

        log.Lines.ShouldContain(line => line.Contains("Authorization"));
        log.Lines.ShouldAllBe(line => !line.Contains("secret"));
    }

    private IServiceCollection Services() => new ServiceCollection().AddSingleton<TimeProvider>(_time);

    private RequestDelegate Note(RequestDelegate answer) => context =>
    {
        _keys.Enqueue(context.Request.Headers.Authorization.ToString());
        return answer(context);
    };

    private sealed class Counter : DelegatingHandler
    {
        public int Count { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken stop)
        {
            Count++;
            return base.SendAsync(request, stop);
        }
    }

    private sealed class Recorder : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter) => Lines.Enqueue(formatter(state, exception));

        public void Dispose()
        {
        }
    }
}
