using Azure.Data.Tables;
using Valiqor.Client;
using Valiqor.Service.Ground;
using Valiqor.Service.Runs;
using Valiqor.Service.Runs.Listing;
using Valiqor.Testing;

namespace Valiqor.Service.Tests.Runs;

/// <summary>More runs than counters have room for the newest of: lists have no seam where these end.</summary>
public sealed class LongListTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private const int Runs = 1_500;
    private static readonly string[] Projects = ["busy", "busy", "busy", "quiet"];

    private static readonly string[] Statuses =
        [RunStatus.Completed, RunStatus.Completed, RunStatus.Failed, RunStatus.Completed, RunStatus.Queued];

    private readonly string _organization = $"org-{Guid.CreateVersion7():N}";
    private readonly RunRow[] _runs = new RunRow[Runs];
    private HostlessService _host = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>As the register would have written them one by one.</summary>
    public async ValueTask InitializeAsync()
    {
        _host = new HostlessService(azurite.Account);
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        var counters = new Dictionary<string, TableEntity>();
        for (int i = 0; i < Runs; i++)
        {
            DateTimeOffset created = now.AddMinutes(-11 * i);
            var run = new RunRow
            {
                PartitionKey = _organization,
                RowKey = RunIds.New(created),
                Project = Projects[i % Projects.Length],
                Status = Statuses[i % Statuses.Length],
                CreatedAt = created,
            };
            foreach (string counter in RunCounter.RowsOf(run))
            {
                TableEntity row = counters.GetValueOrDefault(counter) ?? new TableEntity(_organization, counter);
                RunCounter.Count(row, run, null);
                counters[counter] = row;
            }

            _runs[i] = run;
        }

        ITableEntity[] rows =
            [.. _runs, .. _runs.SelectMany(ListRows.RowsOf), .. counters.Values];
        await TableWrites.MergeAsync(_host.Storage.Runs, rows, Stop);
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Every_page_of_every_list_is_where_it_should_be()
    {
        foreach (string? project in (string?[])[null, "busy", "quiet"])
        {
            foreach (string? status in (string?[])[null, RunStatus.Completed, RunStatus.Queued])
            {
                var filter = new RunFilter { ProjectName = project, Status = status };
                string[] expected = [.. Ids(filter)];
                foreach ((int page, int size) in new[] { (1, 20), (3, 100), (11, 20), (12, 20), (5, 100), (70, 7) })
                {
                    RunListPage found = await _host.Lists.PageAsync(_organization, filter, page, size, null, Stop);

                    found.Total.ShouldBe(expected.Length);
                    found.Runs.Select(run => run.RunId)
                        .ShouldBe(expected.Skip((page - 1) * size).Take(size), $"{filter}, {page} of {size}");
                    (found.Continuation is null).ShouldBe(page * size >= expected.Length, $"{filter}, {page}");
                }
            }
        }
    }

    [Fact]
    public async Task A_list_goes_on_from_what_counters_know_into_what_they_do_not()
    {
        var filter = new RunFilter { Status = RunStatus.Completed };
        var ids = new List<string>();
        RunRow? after = null;
        do
        {
            RunListPage page = await _host.Lists.PageAsync(_organization, filter, 1, 100, after, Stop);
            ids.AddRange(page.Runs.Select(run => run.RunId));
            after = _runs.SingleOrDefault(run => run.RowKey == page.Continuation);
        }
        while (after is not null);

        ids.ShouldBe(Ids(filter));
    }

    [Fact]
    public async Task Runs_that_leave_a_list_make_no_gap_in_it()
    {
        var queued = new RunFilter { Status = RunStatus.Queued };
        string[] gone = [.. Ids(queued).Take(290)];

        await Task.WhenAll(gone.Select(id => _host.Ledger.BeginAsync(new(_organization, id), Stop)));

        RunListPage rest = await _host.Lists.PageAsync(_organization, queued, 1, 20, null, Stop);
        rest.Runs.Select(run => run.RunId).ShouldBe(Ids(queued).Skip(290));
        (rest.Total, rest.Continuation).ShouldBe((10, null));
        var processing = new RunFilter { Status = RunStatus.Processing };
        RunListPage page = await _host.Lists.PageAsync(_organization, processing, 1, 100, null, Stop);
        page.Runs.Select(run => run.RunId).ShouldBe(gone.Take(100));
    }

    private IEnumerable<string> Ids(RunFilter filter) =>
        from run in _runs
        where filter.ProjectName is null || run.Project == filter.ProjectName
        where filter.Status is null || run.Status == filter.Status
        select run.RowKey;
}
