using System.Security.Cryptography;
using Valiqor.Service.Ground;

namespace Valiqor.Service.Traces;

/// <summary>
/// Keeps traces that arrive in parts. A part is a blob named by what it says, so posting it again changes nothing; the
/// parts are put together whenever the trace is read.
/// </summary>
internal sealed class TraceArchive(TraceStorage storage, TimeProvider clock)
{
    /// <summary>Each try loses against another post of the same trace; so many in a row are a storm.</summary>
    private const int MostTries = 20;

    private const int WordCharacters = 200;
    private static readonly DateTimeOffset EarliestTime = DateTimeOffset.UnixEpoch;

    /// <summary>Adds a part to its trace, and answers with the trace as it then stands.</summary>
    /// <exception cref="TraceLimitException">The trace would be over a limit.</exception>
    internal async Task<TraceRow> AddAsync(
        string organization,
        TraceDocument part,
        CancellationToken cancellationToken)
    {
        ReadOnlyMemory<byte> json = part.ToJson();
        for (int tries = 1; tries <= MostTries; tries++)
        {
            // The row is read before the parts: whoever adds one in between also writes the row, and is noticed.
            TraceRow? read = await storage.FindAsync(organization, part.TraceId, cancellationToken);
            var stored = await ReadPartsAsync(organization, part.TraceId, cancellationToken);
            string name = NameOf(organization, part.TraceId, json);
            CheckBytes(stored.Parts.Where(other => other.Name != name).Sum(other => other.Bytes) + json.Length, part);
            TraceDocument whole = stored.Whole ?? new TraceDocument(part.TraceId);
            whole.Merge(part);
            CheckSpans(whole, part);

            long last = stored.Parts.Count > 0 ? stored.Parts[^1].Posted : 0;
            long posted = Math.Max(clock.GetUtcNow().Ticks, last + 1);
            await storage.WritePartAsync(name, json, posted, cancellationToken);
            TraceRow row = RowOf(organization, whole, read);
            if (await storage.TryWriteAsync(row, read, cancellationToken))
            {
                await CompactAsync(stored.Parts, name, whole, organization, posted, cancellationToken);
                return row;
            }
        }

        throw ProblemException.StorageUnavailable();
    }

    /// <summary>The trace as a whole; null where the organization has no such trace.</summary>
    public async Task<TraceRow?> FindAsync(
        string organization,
        string traceId,
        CancellationToken cancellationToken) =>
        TraceIds.IsId(traceId) ? await storage.FindAsync(organization, traceId, cancellationToken) : null;

    /// <summary>All parts of a trace put together; null where there are none.</summary>
    internal async Task<TraceDocument?> ReadAsync(
        string organization,
        string traceId,
        CancellationToken cancellationToken) =>
        (await ReadPartsAsync(organization, traceId, cancellationToken)).Whole;

    private async Task<(IReadOnlyList<TracePart> Parts, TraceDocument? Whole)> ReadPartsAsync(
        string organization,
        string traceId,
        CancellationToken cancellationToken)
    {
        for (int tries = 1; tries <= MostTries; tries++)
        {
            var parts = await storage.ListPartsAsync(organization, traceId, cancellationToken);
            TraceDocument? whole = parts.Count == 0 ? null : new TraceDocument(traceId);
            bool isWhole = true;
            foreach (TracePart part in parts)
            {
                ReadOnlyMemory<byte>? json = await storage.ReadPartAsync(part, cancellationToken);
                isWhole &= json is not null;
                if (json is { } read)
                {
                    whole!.Merge(TraceDocument.OfJson(read));
                }
            }

            if (isWhole)
            {
                return (parts, whole);
            }
        }

        throw ProblemException.StorageUnavailable();
    }

    /// <summary>
    /// Writes many parts as one, with the place of the last of them. Until the last of them is removed they are merged
    /// twice, which says the same.
    /// </summary>
    private async Task CompactAsync(
        IReadOnlyList<TracePart> earlier,
        string added,
        TraceDocument whole,
        string organization,
        long posted,
        CancellationToken cancellationToken)
    {
        if (earlier.Count < TraceLimits.LooseParts)
        {
            return;
        }

        ReadOnlyMemory<byte> json = whole.ToJson();
        string name = NameOf(organization, whole.TraceId, json);
        await storage.WritePartAsync(name, json, posted, cancellationToken);
        foreach (TracePart part in earlier.Where(part => part.Name != name && part.Name != added))
        {
            await storage.DeletePartAsync(part, cancellationToken);
        }
    }

    private static void CheckSpans(TraceDocument whole, TraceDocument part)
    {
        if (whole.Spans.Count > TraceLimits.SpansPerTrace)
        {
            throw new TraceLimitException(
                part.TraceId,
                part.Spans.Count,
                $"The trace '{part.TraceId}' would have {whole.Spans.Count:N0} spans, and "
                + $"{TraceLimits.SpansPerTrace:N0} are allowed: trace shorter pieces of work.");
        }
    }

    private static void CheckBytes(long bytes, TraceDocument part)
    {
        if (bytes > TraceLimits.TraceBytes)
        {
            throw new TraceLimitException(
                part.TraceId,
                part.Spans.Count,
                $"The trace '{part.TraceId}' would have {bytes:N0} bytes, and {TraceLimits.TraceBytes:N0} are "
                + "allowed: trace shorter pieces of work, or record less of their contents.");
        }
    }

    private static string NameOf(string organization, string traceId, ReadOnlyMemory<byte> json) =>
        TraceLayout.TracePartBlob(organization, traceId, Convert.ToHexStringLower(SHA256.HashData(json.Span)));

    private TraceRow RowOf(string organization, TraceDocument whole, TraceRow? earlier)
    {
        TraceSummary summary = TraceSummary.Of(whole);
        DateTimeOffset? started = summary.StartedAt >= EarliestTime ? summary.StartedAt : null;
        return new TraceRow
        {
            PartitionKey = organization,
            RowKey = whole.TraceId,
            SessionId = Texts.Cut(summary.SessionId, WordCharacters),
            Status = Texts.Cut(summary.Status, WordCharacters)!,
            DurationMs = summary.DurationMs,
            TotalCost = summary.TotalCost,
            LlmCalls = summary.LlmCalls,
            ToolCalls = summary.ToolCalls,
            Spans = summary.Spans,
            Project = summary.Project is { } project && Layout.IsName(project) ? project : null,
            CreatedAt = started ?? earlier?.CreatedAt ?? clock.GetUtcNow(),
        };
    }
}
