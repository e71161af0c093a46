using System.Text.Json;
using Azure;
using Azure.Data.Tables;

namespace Valiqor.Service.Runs.Listing;

/// <summary>A run in each list that it belongs to: rows beside its own.</summary>
internal static class ListRows
{
    /// <summary>The run in the lists of all runs, of its project, of its status, and of both.</summary>
    public static IEnumerable<RunIndexRow> RowsOf(RunRow run)
    {
        string? summary = Slim(run.Summary);
        string place = PlaceOf(run);
        return
            from list in ListsOf(run.Project, run.Status)
            select new RunIndexRow
            {
                PartitionKey = run.PartitionKey,
                RowKey = list + place,
                Project = run.Project,
                Status = run.Status,
                FeatureKind = run.FeatureKind,
                LooksForSecurity = run.LooksForSecurity,
                CreatedAt = run.CreatedAt,
                StartedAt = run.StartedAt,
                FinishedAt = run.FinishedAt,
                Summary = summary,
            };
    }

    /// <summary>What brings the lists from how they show a run to how they should.</summary>
    /// <param name="before">How they show it; null where they do not yet.</param>
    internal static IEnumerable<TableTransactionAction> Moves(RunRow run, ListedState? before)
    {
        string[] lists = [.. ListsOf(run.Project, run.Status)];
        IEnumerable<string> left = before is null ? [] : ListsOf(before.Project, before.Status).Except(lists);
        foreach (string list in left)
        {
            var gone = new TableEntity(run.PartitionKey, list + PlaceOf(run));
            yield return new TableTransactionAction(TableTransactionActionType.Delete, gone, ETag.All);
        }

        foreach (RunIndexRow row in RowsOf(run))
        {
            yield return new TableTransactionAction(TableTransactionActionType.UpsertReplace, row);
        }
    }

    private static IEnumerable<string> ListsOf(string project, string status) =>
    [
        RunLayout.RunList(null, null),
        RunLayout.RunList(project, null),
        RunLayout.RunList(null, status),
        RunLayout.RunList(project, status),
    ];

    /// <summary>Where a run stands in each of its lists: what their keys end with.</summary>
    internal static string PlaceOf(RunRow run) => RunLayout.RunListPlace(run.CreatedAt, run.RowKey);

    private static string? Slim(string? summary) => summary is null
        ? null
        : JsonSerializer.Serialize(
            JsonSerializer.Deserialize(summary, RunJson.Default.RunSummary)! with { BySubcategory = [] },
            RunJson.Default.RunSummary);
}

/// <summary>What lists show of a run, to see whether a change touches them.</summary>
internal sealed record ListedState(
    string Project,
    string Status,
    string? FeatureKind,
    bool? LooksForSecurity,
    DateTimeOffset? StartedAt,
    DateTimeOffset? FinishedAt,
    string? Summary)
{
    public static ListedState Of(RunRow run) =>
        new(
            run.Project,
            run.Status,
            run.FeatureKind,
            run.LooksForSecurity,
            run.StartedAt,
            run.FinishedAt,
            run.Summary);
}
