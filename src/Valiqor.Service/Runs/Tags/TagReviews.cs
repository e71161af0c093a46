using Azure;
using Azure.Data.Tables;
using Valiqor.Client;
using Valiqor.Service.Ground;

namespace Valiqor.Service.Runs.Tags;

/// <summary>Keeps what people say of tags.</summary>
internal sealed class TagReviews(RunStorage storage, TagReader tags, TimeProvider clock)
{
    // Only people and a slice that is analysed again change a tag's row, so two at once are rare already.
    private static readonly Backoff Backoff = new(
        Tries: 5, TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(500));

    /// <summary>
    /// Changes the review of a tag. Saying the same again changes nothing: a tag stays reviewed since the first time.
    /// </summary>
    /// <returns>The tag's row as it then is; null where nothing was decided at the place.</returns>
    public async Task<TagRow?> UpdateAsync(
        RunRow run,
        TagPlace place,
        TagUpdate update,
        CancellationToken cancellationToken)
    {
        for (int tries = 1; ; tries++)
        {
            TagRow? row = await tags.FindAsync(run, place, cancellationToken);
            if (row is null
                || !Apply(row, update)
                || await TryWriteAsync(row, tries, cancellationToken))
            {
                return row;
            }
        }
    }

    /// <summary>False where nothing changes.</summary>
    private bool Apply(TagRow row, TagUpdate update)
    {
        (bool, string?, string?) before = ReviewOf(row);
        if (update.ReviewedDecision is { } decision)
        {
            row.ReviewedDecision = decision.Length == 0 ? null : decision;
        }

        bool? mark = update.IsReviewed ?? (update.ReviewedDecision is { Length: > 0 } ? true : null);
        if (mark is { } reviewed && reviewed != (row.IsReviewed == true))
        {
            row.IsReviewed = reviewed;
            row.ReviewedAt = reviewed ? clock.GetUtcNow() : null;
        }

        if (update.IssueUrl is { } url)
        {
            row.IssueUrl = url.Length == 0 ? null : url;
        }

        return before != ReviewOf(row);
    }

    private static (bool IsReviewed, string? Decision, string? IssueUrl) ReviewOf(TagRow row) =>
        (row.IsReviewed == true, row.ReviewedDecision, row.IssueUrl);

    /// <summary>
    /// False where the row changed meanwhile: worth another try, after a while that this waits. It is replaced, for a
    /// merge cannot take a property away; under its ETag, so that a slice that writes its tags again loses nothing.
    /// </summary>
    private async Task<bool> TryWriteAsync(TagRow row, int tries, CancellationToken cancellationToken)
    {
        TableLimits.Check(row);
        try
        {
            await (row.ETag == default
                ? storage.Tags.AddEntityAsync(row, cancellationToken)
                : storage.Tags.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace, cancellationToken));
            return true;
        }
        catch (RequestFailedException e) when (e.Status is 409 or 412 && !Backoff.IsOver(tries))
        {
            await Backoff.WaitAsync(tries, clock, cancellationToken);
            return false;
        }
    }
}
