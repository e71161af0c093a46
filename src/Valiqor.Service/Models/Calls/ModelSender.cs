using Valiqor.Service.Models.Pace;

namespace Valiqor.Service.Models.Calls;

/// <summary>Sends one request when the pace allows it, and tells the pace how it went.</summary>
internal sealed class ModelSender(ModelCalls calls, PaceBook paces, ModelCounters counters)
{
    internal async Task<TryOutcome> SendAsync(
        ModelEndpoint endpoint,
        ModelRequest request,
        Dialect dialect,
        CancellationToken cancellationToken)
    {
        using PaceTurn turn = await paces.Of(endpoint).TakeAsync(request.EstimatedTokens, cancellationToken);
        TryOutcome call = await calls.SendAsync(endpoint, request, dialect, cancellationToken);
        PaceReport report = ReportOf(call);
        turn.Settle(report);
        counters.Called(call);
        if (report.Outcome == PaceOutcome.Throttled)
        {
            counters.Throttled();
        }

        return call;
    }

    private static PaceReport ReportOf(TryOutcome call)
    {
        bool isThrottle = call.Fault is { Reason: ModelFailure.RateLimited }
            || (call.Fault is { RetryAfter: not null } && call.Reply?.Status == 503);
        PaceOutcome outcome = isThrottle ? PaceOutcome.Throttled
            : call.Answer is not null ? PaceOutcome.Answered
            : PaceOutcome.Failed;

        // What is refused costs nothing; what breaks off may have cost all, and stays counted as estimated.
        bool isKnown = call.Use.Total > 0 || isThrottle || call.Reply?.Status is >= 400 and < 500;
        return new PaceReport(outcome, isKnown ? call.Use.Total : null)
        {
            RetryAfter = call.Fault?.RetryAfter,
            Requests = call.Reply is { } reply ? AllowanceHeaders.Read(reply, "requests") : null,
            TokenAllowance = call.Reply is { } same ? AllowanceHeaders.Read(same, "tokens") : null,
        };
    }
}
