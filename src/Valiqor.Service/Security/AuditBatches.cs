using System.Runtime.CompilerServices;
using Valiqor.Client;
using Valiqor.Service.Ground;
using Valiqor.Service.Runs;
using Valiqor.Service.Runs.Listing;
using Valiqor.Service.Runs.Outcomes;

namespace Valiqor.Service.Security;

/// <summary>The security side of runs, each made from the run's row.</summary>
internal sealed class AuditBatches(RunPages runs)
{
    /// <summary>Null where the run looks for nothing of security, or is not planned yet.</summary>
    public static AuditBatch? Of(RunRow row)
    {
        if (row.LooksForSecurity != true)
        {
            return null;
        }

        RunAudit? audit = RunAudit.Of(row);
        int items = (audit is null ? row.TotalItems : row.ItemsDone) ?? 0;
        return new AuditBatch
        {
            Id = RunIds.AuditOf(row.RowKey),
            ProjectId = row.Project,
            Name = NameOf(row),
            TotalItems = items,
            UnsafeItems = audit?.UnsafeItems ?? 0,
            UnsafeRate = RateOf(audit?.UnsafeItems, items),
            TopRiskCategory = audit?.TopCategory,
            Status = row.Status,
            CreatedAt = row.CreatedAt,
            UnsafeInputs = audit?.UnsafeInputs,
            UnsafeInputRate = RateOf(audit?.UnsafeInputs, items),
        };
    }

    /// <summary>An organization's batches, newest first, as a stream.</summary>
    /// <param name="project">Only those of this project.</param>
    /// <param name="after">Only those behind this run.</param>
    public async IAsyncEnumerable<AuditBatch> ListAsync(
        string organization,
        string? project,
        RunRow? after,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (RunRow row in runs.AuditedAsync(organization, project, after, cancellationToken))
        {
            if (Of(row) is { } batch)
            {
                yield return batch;
            }
        }
    }

    /// <summary>The dataset's name where it was uploaded under one; else the run's id.</summary>
    internal static string NameOf(RunRow row) => row.SourceContainer == Layout.DatasetContainer
        ? row.SourceBlob[(row.SourceBlob.LastIndexOf('/') + 1)..]
        : row.RowKey;

    private static double? RateOf(int? part, int items) =>
        part is { } count && items > 0 ? Math.Round((double)count / items, 4, MidpointRounding.AwayFromZero) : null;
}
