using Azure.Data.Tables;
using Valiqor.Analysis.Items.Taxonomy;
using Valiqor.Client;
using Valiqor.Service.Days;
using Valiqor.Service.Ground;
using Valiqor.Service.Runs;
using Valiqor.Service.Runs.Listing;
using Valiqor.Service.Runs.Tags;

namespace Valiqor.Service.Insights;

/// <summary>Puts reviewers' decisions beside those of the judge and of the service.</summary>
internal sealed class CalibrationReader(RunStorage storage, FailureTaxonomy taxonomy)
{
    /// <summary>Reviews are found by looking through a run's rows: more runs would take minutes.</summary>
    internal const int MostRuns = 200;

    /// <summary>More would not make an interval that anybody acts on narrower.</summary>
    internal const int MostTags = 20_000;

    /// <summary>Runs that are looked through side by side.</summary>
    private const int RunsAtOnce = 8;

    private static readonly string[] Shown =
    [
        nameof(TagRow.SubcategoryId), nameof(TagRow.Decision), nameof(TagRow.Confidence), nameof(TagRow.JudgeDecision),
        nameof(TagRow.JudgeConfidence), nameof(TagRow.JudgeModel), nameof(TagRow.JudgePromptVersion),
        nameof(TagRow.ReviewedDecision),
    ];

    /// <summary>The newest runs that were asked for within the window, with all that is reviewed in them.</summary>
    /// <param name="project">Null: all of the organization.</param>
    public async Task<Calibration> ReadAsync(
        string organization,
        string? project,
        DayRange window,
        CancellationToken cancellationToken)
    {
        RunRef[] found = await RunsAsync(organization, project, window, cancellationToken);
        bool isCut = found.Length > MostRuns;
        var tags = new List<ReviewedTag>();
        int runs = 0;
        foreach (RunRef[] some in found.Take(MostRuns).Chunk(RunsAtOnce))
        {
            if (tags.Count >= MostTags)
            {
                isCut = true;
                break;
            }

            List<ReviewedTag>[] parts =
                await Task.WhenAll(some.Select(run => TagsAsync(run, cancellationToken)));
            tags.AddRange(parts.SelectMany(part => part));
            runs += some.Length;
        }

        isCut |= tags.Count > MostTags;
        return CalibrationComposer.Compose(taxonomy, tags[..Math.Min(tags.Count, MostTags)]) with
        {
            ProjectName = project,
            Days = window.Days,
            Runs = runs,
            IsCut = isCut,
        };
    }

    /// <summary>One more than are looked at tells whether there are more.</summary>
    private async Task<RunRef[]> RunsAsync(
        string organization,
        string? project,
        DayRange window,
        CancellationToken cancellationToken)
    {
        string list = RunLayout.RunList(project, null);
        string newest = list + RunLayout.RunListPlace(Midnight(window.Last.AddDays(1)), "");
        string oldest = list + RunLayout.RunListPlace(Midnight(window.First), "~");
        string filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {organization} and RowKey gt {newest} and RowKey lt {oldest}");
        return await storage.Runs
            .QueryAsync<RunIndexRow>(filter, MostRuns + 1, [nameof(RunIndexRow.RowKey)], cancellationToken)
            .Take(MostRuns + 1)
            .Select(row => new RunRef(organization, row.RunId))
            .ToArrayAsync(cancellationToken);
    }

    /// <summary>The tags of a run that a reviewer decided, at most one more than are looked at.</summary>
    private async Task<List<ReviewedTag>> TagsAsync(RunRef run, CancellationToken cancellationToken)
    {
        // Only reviewed rows have the properties, and a comparison with what is not there is false.
        string partition = RunLayout.TagPartition(run);
        string first = RunLayout.TagRowsFrom(0);
        string filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {partition} and RowKey ge {first} and RowKey lt {RunLayout.TagRowsEnd}")
            + TableClient.CreateQueryFilter($" and IsReviewed eq {true} and ReviewedDecision gt {""}");
        return await storage.Tags
            .QueryAsync<TagRow>(filter, select: Shown, cancellationToken: cancellationToken)
            .Take(MostTags + 1)
            .Select(ReviewedTag.Of)
            .ToListAsync(cancellationToken);
    }

    private static DateTimeOffset Midnight(DateOnly day) => new(day, TimeOnly.MinValue, TimeSpan.Zero);
}
