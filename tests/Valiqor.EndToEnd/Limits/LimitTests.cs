using System.Net;
using System.Text;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Microsoft.Extensions.Options;
using Valiqor.Client;
using Valiqor.Service.Door.Limits;
using Valiqor.Testing;

namespace Valiqor.EndToEnd.Limits;

/// <summary>What callers are told of limits, and what storage is told of keys.</summary>
public sealed class LimitTests(LimitedService service) : IClassFixture<LimitedService>
{
    private const string Taxonomy = "v2/failure-analysis/taxonomy";
    private const string Status = "v2/failure-analysis/runs/run_1/status";

    private readonly string _organization = $"org-{Guid.CreateVersion7():N}";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_counted_answer_tells_what_is_left_and_the_last_one_when_to_come_again()
    {
        using HttpClient http = service.Http(await service.NewKeyAsync(_organization));

        foreach (string left in (string[])["2", "1", "0"])
        {
            using HttpResponseMessage answer = await http.GetAsync(Taxonomy, Stop);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
            Header(answer, "X-RateLimit-Limit").ShouldBe("3");
            Header(answer, "X-RateLimit-Remaining").ShouldBe(left);
            int.Parse(Header(answer, "X-RateLimit-Reset"), null).ShouldBeInRange(3_600, 3_660);
        }

        using HttpResponseMessage refused = await http.GetAsync(Taxonomy, Stop);
        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        Header(refused, "X-RateLimit-Remaining").ShouldBe("0");
        double wait = refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds;
        wait.ShouldBeInRange(3_500, 3_660);
        Problem problem = await ProblemAsync(refused);
        problem.Code.ShouldBe("rate_limited");
        problem.RetryAfter.ShouldBe(wait);
        problem.Detail.ShouldBe($"The key has used its 3 calls in 3,600 seconds: wait {wait} seconds.");
    }

    [Fact]
    public async Task Polling_goes_on_where_calls_are_used_up()
    {
        string key = await service.NewKeyAsync(_organization);
        using HttpClient http = service.Http(key);
        using ValiqorClient client = service.Client(key);
        RunJob job = await client.FailureAnalysis.StartAsync(Datasets.Body(Datasets.Good), Stop);
        await http.GetAsync(Taxonomy, Stop);
        await http.GetAsync(Taxonomy, Stop);
        (await http.GetAsync(Taxonomy, Stop)).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);

        using HttpResponseMessage unknown = await http.GetAsync(Status, Stop);

        (await job.StatusAsync(Stop)).RunId.ShouldBe(job.RunId);
        unknown.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        unknown.Headers.Contains("X-RateLimit-Limit").ShouldBeFalse();
        (await client.Keys.GetUsageAsync(cancellationToken: Stop)).Calls.ShouldBe(3);
    }

    [Fact]
    public async Task Neither_the_administrator_nor_health_is_limited()
    {
        using HttpClient http = service.Http(service.AdminKey);

        foreach (string path in Enumerable.Repeat(Taxonomy, 10).Concat(Enumerable.Repeat("healthz", 10)))
        {
            using HttpResponseMessage answer = await http.GetAsync(path, Stop);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
            answer.Headers.Contains("X-RateLimit-Limit").ShouldBeFalse();
        }
    }

    [Fact]
    public async Task A_month_s_quota_is_the_organization_s_and_the_answer_has_its_figures()
    {
        string[] keys = [await service.NewKeyAsync(_organization), await service.NewKeyAsync(_organization)];
        using HttpClient one = service.Http(keys[0]);
        using HttpClient other = service.Http(keys[1]);
        foreach (HttpClient http in (HttpClient[])[one, one, one, other, other])
        {
            (await http.GetAsync(Taxonomy, Stop)).StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        using HttpResponseMessage refused = await other.GetAsync(Taxonomy, Stop);

        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        Problem problem = await ProblemAsync(refused);
        problem.Code.ShouldBe("quota_exceeded");
        (problem.CurrentUsage, problem.QuotaLimit, problem.Service).ShouldBe((5, 5, "api"));
        problem.RetryAfter!.Value.ShouldBeInRange(0, 31 * 86_400);
        using ValiqorClient client = service.Client(keys[1]);
        Usage usage = await client.Keys.GetUsageAsync(cancellationToken: Stop);
        (usage.Calls, usage.CallLimit).ShouldBe((5, 5));
    }

    [Fact]
    public async Task Without_judge_tokens_no_run_is_started_and_the_answer_has_the_figures()
    {
        var options = Options.Create(new LimitOptions());
        var book = new UsageBook(new LimitStorage(service.Account, TimeProvider.System), options, TimeProvider.System);
        await book.AddJudgeTokensAsync(_organization, LimitedService.MonthlyJudgeTokens, Stop);
        using ValiqorClient client = service.Client(await service.NewKeyAsync(_organization));

        var refused = await Should.ThrowAsync<ValiqorException>(
            () => client.FailureAnalysis.StartAsync(Datasets.Body(Datasets.Good), Stop));

        refused.StatusCode.ShouldBe(429);
        refused.Code.ShouldBe("token_quota_exceeded");
        Problem problem = refused.Problem!;
        (problem.CurrentTokens, problem.PredictedTokens, problem.TokenLimit).ShouldBe((100, 0, 100));
        (await client.FailureAnalysis.GetTaxonomyAsync(Stop)).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task No_key_is_stored_anywhere()
    {
        string key = await service.NewKeyAsync(_organization);
        using ValiqorClient client = service.Client(key);
        await client.FailureAnalysis.RunAsync(Datasets.Body(Datasets.Wrong), cancellationToken: Stop);
        string secret = key[key.IndexOf('_', StringComparison.Ordinal)..];

        string stored = await EverythingStoredAsync();

        stored.ShouldContain(_organization);
        stored.Contains(secret, StringComparison.Ordinal).ShouldBeFalse();
        stored.Contains(service.AdminKey, StringComparison.Ordinal).ShouldBeFalse();
    }

    /// <summary>Every property of every row, and every byte and metadata of every blob.</summary>
    private async Task<string> EverythingStoredAsync()
    {
        var text = new StringBuilder();
        await foreach (var table in service.Account.Tables.QueryAsync(cancellationToken: Stop))
        {
            TableClient rows = service.Account.Tables.GetTableClient(table.Name);
            await foreach (TableEntity row in rows.QueryAsync<TableEntity>(cancellationToken: Stop))
            {
                text.AppendJoin('\n', row.Select(pair => $"{table.Name} {pair.Key}={pair.Value}")).AppendLine();
            }
        }

        await foreach (BlobContainerItem container in service.Account.Blobs.GetBlobContainersAsync(
            cancellationToken: Stop))
        {
            BlobContainerClient blobs = service.Account.Blobs.GetBlobContainerClient(container.Name);
            var withMetadata = new GetBlobsOptions { Traits = BlobTraits.Metadata };
            await foreach (BlobItem blob in blobs.GetBlobsAsync(withMetadata, Stop))
            {
                text.AppendLine(blob.Name).AppendJoin(' ', blob.Metadata ?? new Dictionary<string, string>());
                BinaryData content = (await blobs.GetBlobClient(blob.Name).DownloadContentAsync(Stop)).Value.Content;
                text.AppendLine(Encoding.Latin1.GetString(content));
            }
        }

        return text.ToString();
    }

    private static string Header(HttpResponseMessage answer, string name) => answer.Headers.GetValues(name).Single();

    private static async Task<Problem> ProblemAsync(HttpResponseMessage answer)
    {
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        string body = await answer.Content.ReadAsStringAsync(Stop);
        return System.Text.Json.JsonSerializer.Deserialize(body, WireJson.Default.Problem)!;
    }
}
