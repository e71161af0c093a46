using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Valiqor.Service.Models;

namespace Valiqor.Service.Tests.Judging.Models;

/// <summary>A client of models with settings of a test, and questions for it.</summary>
internal sealed class Asking : IAsyncDisposable
{
    public const string Key = "sk-proj-Zm9vYmFyYmF6cXV4MTIzNDU2Nzg5MGFiY2RlZg";

    /// <summary>Pauses between tries that a test does not wait for.</summary>
    public static readonly (string, string) Hurried = ("LongestRetrySeconds", "0.02");

    private const string Schema = """
        {
          "type": "object",
          "additionalProperties": false,
          "required": ["decision", "confidence", "quote"],
          "properties": {
            "decision": {"enum": ["fail", "pass", "unsure"]},
            "confidence": {"type": "number", "minimum": 0, "maximum": 1},
            "quote": {"type": ["string", "null"]}
          }
        }
        """;

    private readonly ServiceProvider _services;

    private Asking(ServiceProvider services, ModelEndpoint endpoint)
    {
        (_services, Endpoint) = (services, endpoint);
    }

    public ModelEndpoint Endpoint { get; init; }

    public static Asking Of(Uri address, params (string Name, string Value)[] settings) =>
        Of(TimeProvider.System, address, settings);

    public static Asking Of(TimeProvider clock, Uri address, params (string Name, string Value)[] settings) =>
        Of(_ => { }, clock, address, settings);

    public static Asking Of(
        Action<IServiceCollection> configure,
        TimeProvider clock,
        Uri address,
        params (string Name, string Value)[] settings)
    {
        var values = new Dictionary<string, string?>
        {
            ["Endpoint"] = address.OriginalString,
            ["Kind"] = "compatible",
            ["Name"] = "judge",
            ["ApiKey"] = Key,
        };
        foreach ((string name, string value) in settings)
        {
            values[name] = value;
        }

        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection(values).Build();
        ModelOptions options = configuration.Get<ModelOptions>()!;
        new ModelOptionsValidator().Validate(null, options).FailureMessage.ShouldBeNull();
        IServiceCollection services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(clock)
            .AddSingleton(Microsoft.Extensions.Options.Options.Create(options))
            .AddModelClient();
        configure(services);
        return new Asking(services.BuildServiceProvider(), options.ToEndpoint());
    }

    public static ModelRequest Question(string user = "Is the sky blue?") =>
        new("You judge answers, and answer in JSON.", user, Schema, "verdict", 300);

    public Task<ModelAnswer> AskAsync(string user = "Is the sky blue?") => AskAsync(Question(user));

    public Task<ModelAnswer> AskAsync(ModelRequest request) =>
        _services.GetRequiredService<ModelClient>()
            .AskAsync(Endpoint, request, TestContext.Current.CancellationToken);

    public Task<ModelUnavailableException> FailAsync(string user = "Is the sky blue?") =>
        Should.ThrowAsync<ModelUnavailableException>(AskAsync(user));

    public TService Get<TService>()
        where TService : notnull => _services.GetRequiredService<TService>();

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
