using System.Collections.Concurrent;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Valiqor.Client;
using Valiqor.Service.Digests.Webhooks;
using Valiqor.Service.Ground;
using Valiqor.Testing;

namespace Valiqor.Service.Tests.Digests;

/// <summary>Deliveries to a real server.</summary>
public sealed class WebhookTests
{
    private readonly WaitlessTime _clock = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_receiver_can_verify_who_sent_what_and_when()
    {
        var received = new List<(Dictionary<string, string> Headers, byte[] Body)>();
        await using ScriptedServer server = await ScriptedServer.StartAsync(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body, context.RequestAborted);
            received.Add((
                context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString()),
                body.ToArray()));
        });

        (await SendAsync(server.Url)).Outcome.ShouldBe(DeliveryOutcome.Accepted);

        (Dictionary<string, string> headers, byte[] sent) = received.ShouldHaveSingleItem();
        string timestamp = headers["X-Valiqor-Timestamp"];
        timestamp.ShouldBe("1767225600");
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{timestamp}."), .. sent];
        byte[] expected = HMACSHA256.HashData(Encoding.UTF8.GetBytes(DigestHost.Secret), signed);
        headers["X-Valiqor-Signature"].ShouldBe($"sha256={Convert.ToHexStringLower(expected)}");
        headers["X-Valiqor-Delivery"].ShouldBe("dig_0123456789abcdef01234567");
        headers["Content-Type"].ShouldBe("application/json; charset=utf-8");
        DigestDelivery delivery = JsonSerializer.Deserialize(sent, WireJson.Default.DigestDelivery)!;
        (delivery.Event, delivery.Organization).ShouldBe((DigestDelivery.Written, "acme"));
        delivery.Digest.TopFailures.Count.ShouldBe(5);
    }

    [Fact]
    public async Task Without_a_secret_there_is_no_signature()
    {
        string? signature = "none was looked for";
        await using ScriptedServer server = await ScriptedServer.StartAsync(context =>
        {
            signature = context.Request.Headers["X-Valiqor-Signature"];
            return Task.CompletedTask;
        });

        await SendAsync(server.Url, ("WebhookSecret", ""));

        signature.ShouldBeNull();
    }

    [Theory]
    [InlineData("slack", "blocks")]
    [InlineData("teams", "attachments")]
    public async Task Slack_and_Teams_get_what_they_understand(string format, string member)
    {
        JsonDocument? sent = null;
        await using ScriptedServer server = await ScriptedServer.StartAsync(async context =>
            sent = await JsonDocument.ParseAsync(context.Request.Body, default, context.RequestAborted));

        (await SendAsync(server.Url, ("WebhookFormat", format))).Outcome.ShouldBe(DeliveryOutcome.Accepted);

        sent!.RootElement.GetProperty(member).GetArrayLength().ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_passing_failure_is_tried_again_after_growing_pauses()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(
            ScriptedServer.Status(500), ScriptedServer.Status(502), ScriptedServer.Status(200));

        (await SendAsync(server.Url)).Outcome.ShouldBe(DeliveryOutcome.Accepted);

        server.Requests.Count.ShouldBe(3);
        _clock.Pauses.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Retry_After_is_kept_to()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(
            ScriptedServer.Status(429, "17"), ScriptedServer.Status(200));

        (await SendAsync(server.Url)).Outcome.ShouldBe(DeliveryOutcome.Accepted);

        _clock.Pauses.ShouldBe([TimeSpan.FromSeconds(17)]);
    }

    [Fact]
    public async Task A_receiver_that_asks_for_a_long_pause_is_not_waited_for()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(ScriptedServer.Status(429, "600"));

        DeliveryResult result = await SendAsync(server.Url);

        result.ShouldBe(new DeliveryResult(DeliveryOutcome.Unavailable, "HTTP 429", TimeSpan.FromMinutes(10)));
        server.Requests.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(500, nameof(DeliveryOutcome.Unavailable), 4)]
    [InlineData(429, nameof(DeliveryOutcome.Unavailable), 4)]
    [InlineData(400, nameof(DeliveryOutcome.Refused), 1)]
    [InlineData(410, nameof(DeliveryOutcome.Refused), 1)]
    [InlineData(302, nameof(DeliveryOutcome.Refused), 1)]
    public async Task What_does_not_pass_is_told_by_its_status(int status, string outcome, int requests)
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(context =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.Location = "/elsewhere";
            return Task.CompletedTask;
        });

        DeliveryResult result = await SendAsync(server.Url);

        result.ShouldBe(new DeliveryResult(Enum.Parse<DeliveryOutcome>(outcome), $"HTTP {status}"));
        server.Requests.Count.ShouldBe(requests);
        server.Requests.ShouldNotContain(request => request.Contains("elsewhere"));
    }

    [Fact]
    public async Task A_receiver_that_never_answers_is_waited_for_for_a_limited_time()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(
            context => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted));
        _clock.EndsTries = true;

        DeliveryResult result = await SendAsync(server.Url);

        result.ShouldBe(new DeliveryResult(DeliveryOutcome.Unavailable, "no answer in time"));
    }

    [Fact]
    public async Task A_receiver_that_is_not_there_is_told_without_its_address()
    {
        var log = new ListLogger();
        ScriptedServer server = await ScriptedServer.StartAsync();
        Uri gone = server.Url;
        await server.DisposeAsync();

        DeliveryResult result = await SendAsync(new Uri(gone, "secret-path"), log, []);

        result.ShouldBe(new DeliveryResult(DeliveryOutcome.Unavailable, "no answer (ConnectionError)"));
        log.Lines.ShouldAllBe(line => !line.Contains("secret-path") && !line.Contains(DigestHost.Secret));
    }

    [Fact]
    public async Task No_log_has_the_address_the_secret_or_the_digest()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(ScriptedServer.Status(500, "0"));
        var log = new ListLogger();

        await SendAsync(new Uri(server.Url, "secret-path"), log, []);

        log.Lines.ShouldNotBeEmpty("the tries are logged");
        log.Lines.ShouldAllBe(line => !line.Contains("secret-path")
            && !line.Contains(server.Url.Port.ToString(null as IFormatProvider))
            && !line.Contains(DigestHost.Secret)
            && !line.Contains("support-bot"));
    }

    [Fact]
    public async Task No_trace_has_the_address()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        var traced = new ConcurrentQueue<string>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "System.Net.Http",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => traced.Enqueue(string.Join(' ', activity.TagObjects)),
        };
        ActivitySource.AddActivityListener(listener);

        (await SendAsync(new Uri(server.Url, "secret-path"))).Outcome.ShouldBe(DeliveryOutcome.Accepted);

        traced.ShouldAllBe(tags => !tags.Contains("secret-path"));
    }

    private Task<DeliveryResult> SendAsync(Uri url, params (string Setting, string Value)[] settings) =>
        SendAsync(url, null, settings);

    private async Task<DeliveryResult> SendAsync(
        Uri url,
        ListLogger? log,
        (string Setting, string Value)[] settings)
    {
        IConfiguration configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?>
            {
                [StorageAccount.Setting] = "UseDevelopmentStorage=true",
                ["Valiqor:AdminKey"] = "vq_a-key-that-no-test-of-digests-uses",
                ["Valiqor:Digests:WebhookUrl"] = url.ToString(),
                ["Valiqor:Digests:WebhookSecret"] = DigestHost.Secret,
            })
            .AddInMemoryCollection(
                from setting in settings
                select KeyValuePair.Create($"Valiqor:Digests:{setting.Setting}", (string?)setting.Value))
            .Build();
        await using ServiceProvider services = new ServiceCollection()
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log ?? new ListLogger()))
            .AddSingleton<TimeProvider>(_clock)
            .AddValiqorService(configuration)
            .BuildServiceProvider();
        return await services.GetRequiredService<DigestWebhook>()
            .SendAsync(DigestRenderingTests.DeliveryOf(SomeDigest.Rich()), Stop);
    }

    /// <summary>A clock on which pauses are over at once, and the time for a try never is, or at once too.</summary>
    private sealed class WaitlessTime : TimeProvider
    {
        private static readonly TimeSpan[] Limits = [WebhookResilience.LongestTry, WebhookResilience.LongestDelivery];

        public List<TimeSpan> Pauses { get; } = [];

        public bool EndsTries { get; set; }

        public override DateTimeOffset GetUtcNow() => new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            bool isLimit = Limits.Contains(dueTime);
            bool isPause = dueTime > TimeSpan.Zero && !isLimit;
            if (isPause)
            {
                Pauses.Add(dueTime);
            }

            bool isOver = isPause || (EndsTries && dueTime == WebhookResilience.LongestTry);
            return System.CreateTimer(callback, state, isOver ? TimeSpan.Zero : Timeout.InfiniteTimeSpan, period);
        }
    }

    private sealed class ListLogger : ILoggerProvider, ILogger
    {
        public List<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            lock (Lines)
            {
                Lines.Add($"{formatter(state, exception)} {exception}");
            }
        }

        public void Dispose()
        {
        }
    }
}
