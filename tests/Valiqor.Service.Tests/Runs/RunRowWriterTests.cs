using Valiqor.Client;
using Valiqor.Service.Ground;
using Valiqor.Service.Runs;
using Valiqor.Service.Runs.Listing;
using Valiqor.Service.Runs.Workflow;
using Valiqor.Testing;

namespace Valiqor.Service.Tests.Runs;

/// <summary>Lists and counts agree with the runs, whatever happens at the same time or goes wrong.</summary>
public sealed class RunRowWriterTests(AzuriteFixture azurite)
{
    private static readonly string[] Projects = ["a", "a-b", "a b", "A"];

    private readonly string _organization = $"org-{Guid.CreateVersion7():N}";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_hosts_that_start_and_end_runs_side_by_side_count_every_run_once()
    {
        await using var one = new HostlessService(azurite.Account);
        await using var other = new HostlessService(azurite.Account);
        RunRow[] runs = [.. Enumerable.Range(0, 200).Select(NewRun)];

        // Both hosts do everything, as when each notices the same drop and every activity is called twice.
        await Task.WhenAll(runs.Select(run => AddAsync(one, run)).Concat(runs.Select(run => AddAsync(other, run))));
        await ShouldAgreeAsync(one);
        await Task.WhenAll(
            from host in (HostlessService[])[one, other]
            from run in runs.Index()
            where run.Index % 5 > 0
            select GoOnAsync(host, run.Item.Run, run.Index % 5));

        await ShouldAgreeAsync(other);
        await ShouldCountAsync(one, "a", RunStatus.Queued, 10);
        await ShouldCountAsync(one, null, RunStatus.Processing, 40);
        await ShouldCountAsync(one, null, RunStatus.Completed, 40);
        await ShouldCountAsync(one, null, RunStatus.Failed, 40);
        await ShouldCountAsync(one, null, RunStatus.Cancelled, 40);
        await ShouldCountAsync(one, "a-b", null, 50);
        (await one.Totals.ProjectsAsync(_organization, Stop)).ShouldBe(["A", "a", "a b", "a-b"]);
    }

    [Fact]
    public async Task A_change_whose_answer_is_lost_counts_once()
    {
        (StorageAccount account, LostAnswers answers) = LostAnswers.Of(azurite.ConnectionString);
        await using var host = new HostlessService(account);
        RunRow run = NewRun(0);

        (RunRow added, bool isNew) = await host.Register.AddAsync(run, Stop);
        await host.Ledger.BeginAsync(run.Run, Stop);
        await host.Ledger.FailAsync(new RunFailure(run.Run, "It broke."), Stop);

        isNew.ShouldBeTrue("nobody else will launch it");
        added.Status.ShouldBe(RunStatus.Queued);
        answers.Lost.ShouldBe(5, "three of the run and two of its day");
        await ShouldCountAsync(host, null, null, 1);
        await ShouldCountAsync(host, null, RunStatus.Failed, 1);
        await ShouldAgreeAsync(host);
    }

    [Fact]
    public async Task A_change_that_is_refused_leaves_nothing_of_itself()
    {
        await using var host = new HostlessService(azurite.Account);
        RunRow run = NewRun(0);
        await host.Register.AddAsync(run, Stop);
        int tries = 0;

        await host.Register.ChangeAsync(
            run.Run,
            (row, _) =>
            {
                row.Status = RunStatus.Processing;
                row.Error = $"Try {++tries}";
                if (tries == 1)
                {
                    // Another change comes between this one's reading and its writing.
                    return host.Storage.Runs.UpsertEntity(RowWith(row, "between"), cancellationToken: Stop) is not null;
                }

                return true;
            },
            Stop);

        tries.ShouldBe(2);
        RunRow stored = (await host.Storage.FindRunAsync(run.Run, Stop))!;
        (stored.Error, stored.SecurityFlags).ShouldBe(("Try 2", "between"));
        await ShouldAgreeAsync(host);
    }

    [Fact]
    public async Task Lists_go_on_page_after_page_and_end()
    {
        await using var host = new HostlessService(azurite.Account);
        RunRow[] runs = [.. Enumerable.Range(0, 23).Select(NewRun)];
        await Task.WhenAll(runs.Select(run => AddAsync(host, run)));

        var filter = new RunFilter();
        RunListPage second = await host.Lists.PageAsync(_organization, filter, 2, 10, null, Stop);
        RunListPage last = await host.Lists.PageAsync(_organization, filter, 3, 10, null, Stop);
        RunListPage behind = await host.Lists.PageAsync(_organization, filter, int.MaxValue, 100, null, Stop);

        string[] ids = [.. runs.OrderByDescending(run => run.CreatedAt).Select(run => run.RowKey)];
        second.Runs.Select(run => run.RunId).ShouldBe(ids[10..20]);
        last.Runs.Select(run => run.RunId).ShouldBe(ids[20..]);
        (behind.Runs.Count, behind.Total, behind.TotalPages, behind.Page).ShouldBe((0, 23, 1, int.MaxValue));
    }

    [Fact]
    public async Task A_list_that_goes_on_from_a_run_misses_none_and_repeats_none_while_others_start()
    {
        await using var host = new HostlessService(azurite.Account);
        RunRow[] runs = [.. Enumerable.Range(0, 12).Select(NewRun)];
        await Task.WhenAll(runs.Select(run => AddAsync(host, run)));

        var ids = new List<string>();
        RunRow? after = null;
        RunListPage page;
        do
        {
            page = await host.Lists.PageAsync(_organization, new RunFilter(), 1, 4, after, Stop);
            ids.AddRange(page.Runs.Select(run => run.RunId));
            after = page.Continuation is { } last
                ? await host.Storage.FindRunAsync(new RunRef(_organization, last), Stop)
                : null;
            await AddAsync(host, NewRun(0));
        }
        while (after is not null);

        ids.ShouldBe(runs.OrderByDescending(run => run.CreatedAt).Select(run => run.RowKey));
        page.Total.ShouldBe(14, "two have started on the way");
    }

    /// <summary>Four a day or so.</summary>
    private RunRow NewRun(int index)
    {
        DateTimeOffset created = TimeProvider.System.GetUtcNow().AddHours(-7 * index);
        return new RunRow
        {
            PartitionKey = _organization,
            RowKey = RunIds.New(created),
            Project = Projects[index % Projects.Length],
            Status = RunStatus.Queued,
            CreatedAt = created,
        };
    }

    private static RunRow RowWith(RunRow row, string flags) => new()
    {
        PartitionKey = row.PartitionKey,
        RowKey = row.RowKey,
        Project = row.Project,
        Status = RunStatus.Queued,
        CreatedAt = row.CreatedAt,
        SecurityFlags = flags,
    };

    private static Task<(RunRow Run, bool IsNew)> AddAsync(HostlessService host, RunRow run) =>
        host.Register.AddAsync(RowWith(run, ""), Stop);

    private static async Task GoOnAsync(HostlessService host, RunRef run, int fate)
    {
        if (fate == 4)
        {
            await host.Ledger.RequestCancelAsync(run, Stop);
        }

        await host.Ledger.BeginAsync(run, Stop);
        if (fate == 2)
        {
            await host.Ledger.FailAsync(new RunFailure(run, "It broke."), Stop);
        }
        else if (fate != 1)
        {
            await host.Ledger.CompleteAsync(new Completion(run, Analysis.Scoring.Tally.Empty), Stop);
        }
    }

    private async Task ShouldCountAsync(HostlessService host, string? project, string? status, int count)
    {
        var filter = new RunFilter { ProjectName = project, Status = status };
        (await host.Totals.CountAsync(_organization, filter, Stop)).ShouldBe(count, filter.ToString());
    }

    /// <summary>Every list and count of the organization agrees with the runs' own rows.</summary>
    private async Task ShouldAgreeAsync(HostlessService host)
    {
        List<RunRow> runs = [];
        await foreach (RunRow row in host.Storage.Runs.QueryAsync<RunRow>(
            row => row.PartitionKey == _organization
                && row.RowKey.CompareTo(RunLayout.RunRows) > 0
                && row.RowKey.CompareTo(Layout.EndOf(RunLayout.RunRows)) < 0,
            cancellationToken: Stop))
        {
            runs.Add(row);
        }

        foreach (string? project in (string?[])[null, .. Projects, "unknown"])
        {
            foreach (string? status in (string?[])[null, .. RunCounter.Statuses])
            {
                var filter = new RunFilter { ProjectName = project, Status = status };
                string[] expected =
                [
                    .. from run in runs
                       where project is null || run.Project == project
                       where status is null || run.Status == status
                       orderby run.CreatedAt descending, run.RowKey
                       select $"{run.RowKey} {run.Project} {run.Status}",
                ];
                var found = new List<string>();
                RunListPage page;
                int number = 1;
                do
                {
                    page = await host.Lists.PageAsync(_organization, filter, number++, 30, null, Stop);
                    found.AddRange(page.Runs.Select(run => $"{run.RunId} {run.ProjectName} {run.Status}"));
                }
                while (page.Runs.Count > 0);

                found.ShouldBe(expected, ignoreOrder: false, filter.ToString());
                page.Total.ShouldBe(expected.Length, filter.ToString());
                (await host.Totals.CountAsync(_organization, filter, Stop)).ShouldBe(expected.Length);
            }
        }
    }
}
