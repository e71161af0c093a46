using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using Valiqor.Service.Days;
using Valiqor.Service.Digests.Schedule;

namespace Valiqor.Service.Digests;

/// <summary>
/// Projects that a digest can say something of: those that had a run in its window, or in the one before, so that a
/// project that fell silent is told of once.
/// </summary>
internal sealed class ActiveProjects(DayStorage storage)
{
    private static readonly string[] Key = [nameof(DayRow.PartitionKey)];

    /// <summary>Of every organization, in order.</summary>
    public async IAsyncEnumerable<DigestPlace> InAsync(
        DigestWindow window,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var days = new DayRange(window.Before.FirstDay, window.LastDay);
        for (string? partition = await NextAsync("", cancellationToken);
            partition is not null;
            partition = await NextAsync(partition, cancellationToken))
        {
            // The days of a whole organization lie beside those of its projects, under an empty name.
            if (partition.Split('|') is [var organization, { Length: > 0 } project]
                && (await storage.ReadAsync(organization, project, days, cancellationToken)).Count > 0)
            {
                yield return new DigestPlace(organization, project);
            }
        }
    }

    /// <summary>True where a run of the project has ended, at whatever time.</summary>
    public async Task<bool> IsKnownAsync(DigestPlace place, CancellationToken cancellationToken)
    {
        string partition = DayLayout.DayPartition(place.Organization, place.Project);
        string filter = TableClient.CreateQueryFilter($"PartitionKey eq {partition}");
        return await storage.Days.QueryAsync<DayRow>(filter, 1, Key, cancellationToken).AnyAsync(cancellationToken);
    }

    /// <summary>The next partition, found without a look at the rows between: one small request for each.</summary>
    private async Task<string?> NextAsync(string partition, CancellationToken cancellationToken)
    {
        string filter = TableClient.CreateQueryFilter($"PartitionKey gt {partition}");
        await foreach (DayRow row in storage.Days.QueryAsync<DayRow>(filter, 1, Key, cancellationToken))
        {
            return row.PartitionKey;
        }

        return null;
    }
}
