using Valiqor.Service.Models.Calls;

namespace Valiqor.Service.Models;

/// <summary>
/// Asks a model, whatever server it is on: in the words that the server understands, at the pace that it bears, and
/// again where a failure may pass.
/// </summary>
internal sealed class ModelClient(ModelSender tries, ModelRetries retries, DialectBook dialects)
{
    /// <returns>What the model answered, which may be a refusal, cut off, or no JSON.</returns>
    /// <exception cref="ModelUnavailableException">No answer, after all tries that make sense.</exception>
    public async Task<ModelAnswer> AskAsync(
        ModelEndpoint endpoint,
        ModelRequest request,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentNullException.ThrowIfNull(request);
        var spent = new Spending();
        Negotiation negotiation = dialects.Open(endpoint);
        TryOutcome last = await retries.ExecuteAsync(
            async token =>
            {
                spent.Tries++;
                await negotiation.EnterAsync(token);
                try
                {
                    return await TryAsync(endpoint, request, negotiation, spent, token);
                }
                finally
                {
                    negotiation.Leave();
                }
            },
            cancellationToken);
        return last.Answer is { } answer
            ? answer with { Use = spent.Use }
            : throw last.Fault!.ToException(spent.Use, spent.Tries);
    }

    /// <summary>One try, in as many ways as the server refuses.</summary>
    private async Task<TryOutcome> TryAsync(
        ModelEndpoint endpoint,
        ModelRequest request,
        Negotiation negotiation,
        Spending spent,
        CancellationToken cancellationToken)
    {
        while (true)
        {
            TryOutcome call = await tries.SendAsync(endpoint, request, negotiation.Dialect, cancellationToken);
            spent.Use += call.Use;
            if (call.Fault is { Refused: { } refused } && negotiation.TryNarrow(refused))
            {
                continue;
            }

            // A server that knows nothing of schemas may pass over one in silence. Its first answer shows it.
            if (negotiation.IsOpen && IsShapeless(call.Answer, request)
                && negotiation.TryNarrow(Parameter.AnswerFormat))
            {
                continue;
            }

            if (call.Answer is not null)
            {
                negotiation.Settle();
            }

            return call;
        }
    }

    private static bool IsShapeless(ModelAnswer? answer, ModelRequest request) =>
        answer is { FinishReason: FinishReason.Stop, Refusal: null }
        && !AnswerText.HasShapeOf(answer.Text, request.Schema);

    private sealed class Spending
    {
        public TokenUse Use { get; set; }

        public int Tries { get; set; }
    }
}
