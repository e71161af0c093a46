using Valiqor.Client.Http;

namespace Valiqor.Client;

/// <content>What people do by hand: try one item, ask for a price, review a tag.</content>
public sealed partial class FailureAnalysisClient
{
    /// <summary>Analyses one item at once, within small limits; nothing of it is kept.</summary>
    /// <exception cref="ValidationException">The item is over a limit.</exception>
    /// <exception cref="RateLimitException">The minute's or the day's tries are used up.</exception>
    public Task<PlaygroundResult> PlaygroundAsync(
        PlaygroundRequest item,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(item);
        return _connection.SendAsync(
            HttpMethod.Post,
            $"{Root}/playground",
            item with { OpenaiApiKey = item.OpenaiApiKey ?? _connection.OpenaiApiKey },
            WireJson.Default.PlaygroundRequest,
            WireJson.Default.PlaygroundResult,
            cancellationToken);
    }

    /// <summary>
    /// Says what judging the items of a request would cost, which a run of them would spend. Asks no model, stores
    /// nothing.
    /// </summary>
    /// <param name="analyze">With its items in <see cref="AnalyzeRequest.Dataset"/>.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ValidationException">An item or an option is not one that the service takes.</exception>
    /// <exception cref="DatasetTooLargeException">Ask for some items at a time, and add up.</exception>
    public Task<CostEstimate> EstimateAsync(AnalyzeRequest analyze, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(analyze);
        return _connection.SendAsync(
            HttpMethod.Post,
            $"{Root}/estimate",
            analyze with { OpenaiApiKey = analyze.OpenaiApiKey ?? _connection.OpenaiApiKey },
            WireJson.Default.AnalyzeRequest,
            WireJson.Default.CostEstimate,
            cancellationToken);
    }

    /// <summary>Notes that a tag was looked at, what the reviewer decides, or where it is followed up.</summary>
    /// <exception cref="ArgumentException">The update changes nothing.</exception>
    /// <exception cref="NotFoundException">There is no such tag.</exception>
    public Task<UpdatedTag> UpdateTagAsync(
        string tagId,
        TagUpdate update,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(update);
        if (update is { IsReviewed: null, ReviewedDecision: null, IssueUrl: null })
        {
            throw new ArgumentException(
                $"Give {nameof(TagUpdate.IsReviewed)}, {nameof(TagUpdate.ReviewedDecision)} or "
                + $"{nameof(TagUpdate.IssueUrl)}.",
                nameof(update));
        }

        return _connection.SendAsync(
            HttpMethod.Patch,
            $"{Root}/tags/{QueryBuilder.Segment(tagId, nameof(tagId))}",
            update,
            WireJson.Default.TagUpdate,
            WireJson.Default.UpdatedTag,
            cancellationToken);
    }
}
