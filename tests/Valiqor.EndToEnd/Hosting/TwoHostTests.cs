using System.Net;
using Valiqor.Client;
using Valiqor.Testing;

namespace Valiqor.EndToEnd.Hosting;

/// <summary>Two processes on one storage account keep one count, and one set of keys.</summary>
public sealed class TwoHostTests(TwoHosts hosts) : IClassFixture<TwoHosts>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_forty_playground_calls_at_once_two_are_answered()
    {
        CreatedKey key = await hosts.NewKeyAsync();
        using ValiqorClient one = hosts.One(key);
        using ValiqorClient other = hosts.Other(key);
        var item = new PlaygroundRequest { Input = "What is 2+2?", Output = "2+2 is 5" };

        int?[] runs = await Task.WhenAll(Enumerable.Range(0, 40).Select(async call =>
        {
            try
            {
                ValiqorClient client = call % 2 == 0 ? one : other;
                PlaygroundResult result = await client.FailureAnalysis.PlaygroundAsync(item, Stop);
                return result.PlaygroundRunsToday;
            }
            catch (RateLimitException e) when (e.Code == "rate_limited")
            {
                return (int?)null;
            }
        }));

        runs.OfType<int>().Order().ShouldBe([1, 2]);
    }

    [Fact]
    public async Task Of_eighty_calls_at_once_fifty_are_let_in_and_counted()
    {
        CreatedKey key = await hosts.NewKeyAsync();
        using HttpClient one = hosts.HttpOne(key);
        using HttpClient other = hosts.HttpOther(key);

        HttpResponseMessage[] answers = await Task.WhenAll(
            from call in Enumerable.Range(0, 80)
            select (call % 2 == 0 ? one : other).GetAsync("v2/failure-analysis/taxonomy", Stop));

        answers.Count(answer => answer.StatusCode == HttpStatusCode.OK).ShouldBe(50);
        answers.Where(answer => answer.StatusCode != HttpStatusCode.OK).ShouldAllBe(
            answer => answer.StatusCode == HttpStatusCode.TooManyRequests && answer.Headers.RetryAfter != null);
        using ValiqorClient client = hosts.Other(key);
        (await client.Keys.GetUsageAsync(cancellationToken: Stop)).Calls.ShouldBe(50);
    }

    [Fact]
    public async Task The_same_request_sent_to_both_at_once_is_one_run()
    {
        CreatedKey key = await hosts.NewKeyAsync();
        using ValiqorClient one = hosts.One(key);
        using ValiqorClient other = hosts.Other(key);
        AnalyzeRequest request = Datasets.Body(Datasets.Good, Datasets.Wrong);

        RunJob[] jobs = await Task.WhenAll(
            from call in Enumerable.Range(0, 12)
            select (call % 2 == 0 ? one : other).FailureAnalysis.StartAsync(request, "at once", Stop));

        string runId = jobs.Select(job => job.RunId).Distinct().ShouldHaveSingleItem();
        (await one.FailureAnalysis.GetRunCountAsync(cancellationToken: Stop)).ShouldBe(1);
        (await other.FailureAnalysis.GetJob(runId).WaitAsync(null, Stop)).Status.ShouldBe(RunStatus.Completed);
    }

    [Fact]
    public async Task A_key_revoked_on_one_host_opens_nothing_on_the_other()
    {
        CreatedKey key = await hosts.NewKeyAsync();
        using ValiqorClient client = hosts.Other(key);
        await client.FailureAnalysis.GetTaxonomyAsync(Stop);

        await hosts.Administrator.Keys.RevokeAsync(key.KeyId, Stop);

        await Should.ThrowAsync<AuthenticationException>(() => client.FailureAnalysis.GetTaxonomyAsync(Stop));
    }
}
