using System.CommandLine;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Valiqor.StandInModel;

// A server of OpenAI's chat completions API without a model behind it. Its control is described by StandInControl.
var port = new Option<int>("--port") { Description = "Where to listen; 0: wherever is free" };
var control = new Option<FileInfo?>("--control") { Description = "A file with a control, as for PUT /control" };
var dialect = new Option<string?>("--dialect") { Description = "What the server takes: openai, no-json-schema, …" };
var key = new Option<string[]>("--key") { Description = "A key that opens" };
var script = new Option<FileInfo?>("--script") { Description = "A file of verdicts: [{\"match\", \"answer\"}]" };
var latency = new Option<int?>("--latency") { Description = "The time an answer takes, in milliseconds" };
var detached = new Option<bool>("--detached") { Description = "Goes on when the standard input ends" };
var command = new RootCommand("A stand-in for a judge model")
{
    port, control, dialect, key, script, latency, detached,
};
command.SetAction(async (arguments, cancellationToken) =>
{
    StandInControl start = arguments.GetValue(control) is { } file
        ? StandInJson.ReadControl(await File.ReadAllTextAsync(file.FullName, cancellationToken))
        : new StandInControl();
    start = start with
    {
        Dialect = arguments.GetValue(dialect) ?? start.Dialect,
        Keys = arguments.GetValue(key) is { Length: > 0 } keys ? keys : start.Keys,
        Script = arguments.GetValue(script)?.FullName ?? start.Script,
        LatencyMs = arguments.GetValue(latency) ?? start.LatencyMs,
    };
    await using WebApplication app = StandInServer.Build(arguments.GetValue(port), start);
    await app.StartAsync(cancellationToken);
    Console.WriteLine($"Stand-in model at {app.Urls.Single()}");

    // Whoever started this process holds its standard input: it ends when they do, however they end.
    IHostApplicationLifetime lifetime = app.Services.GetRequiredService<IHostApplicationLifetime>();
    Task left = arguments.GetValue(detached)
        ? Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, lifetime.ApplicationStopping)
        : Console.In.ReadToEndAsync(lifetime.ApplicationStopping);
    await Task.WhenAny(left, app.WaitForShutdownAsync(cancellationToken));
    using var now = new CancellationTokenSource();
    await now.CancelAsync();
    await app.StopAsync(now.Token);
});
return await command.Parse(args).InvokeAsync();
