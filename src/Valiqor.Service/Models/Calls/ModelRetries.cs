using Microsoft.Extensions.Options;
using Polly;
using Polly.Retry;

namespace Valiqor.Service.Models.Calls;

/// <summary>Which tries are repeated, and after which pauses.</summary>
internal sealed class ModelRetries(IOptions<ModelOptions> options, TimeProvider clock, ModelCounters counters)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(500);

    private readonly Lazy<ResiliencePipeline<TryOutcome>> _pipeline = new(() => Build(options.Value, clock, counters));

    internal ValueTask<TryOutcome> ExecuteAsync(
        Func<CancellationToken, ValueTask<TryOutcome>> trying,
        CancellationToken cancellationToken) => _pipeline.Value.ExecuteAsync(trying, cancellationToken);

    private static ResiliencePipeline<TryOutcome> Build(
        ModelOptions options,
        TimeProvider clock,
        ModelCounters counters)
    {
        if (options.Attempts == 1)
        {
            return ResiliencePipeline<TryOutcome>.Empty;
        }

        var longest = TimeSpan.FromSeconds(options.LongestRetrySeconds);
        return new ResiliencePipelineBuilder<TryOutcome> { TimeProvider = clock }
            .AddRetry(new RetryStrategyOptions<TryOutcome>
            {
                MaxRetryAttempts = options.Attempts - 1,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = FirstPause < longest ? FirstPause : longest,
                MaxDelay = longest,
                ShouldHandle = args => ValueTask.FromResult(
                    args.Outcome.Result?.Fault is { MayPass: true } fault && !(fault.RetryAfter > longest)),
                // One that asks for no pause at all gets the usual one.
                DelayGenerator = args => ValueTask.FromResult(
                    args.Outcome.Result?.Fault?.RetryAfter is { Ticks: > 0 } pause ? (TimeSpan?)pause : null),
                OnRetry = args =>
                {
                    counters.Retried(args.Outcome.Result!.Fault!.Reason);
                    return default;
                },
            })
            .Build();
    }
}
