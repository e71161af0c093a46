using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using Valiqor.Client;
using Valiqor.LocalHost;
using Valiqor.Testing;

namespace Valiqor.EndToEnd.Fuzz;

/// <summary>
/// Requests made from the OpenAPI document, many of them wrong. <c>VALIQOR_FUZZ_REQUESTS</c> says how many,
/// <c>VALIQOR_FUZZ_SEED</c> which.
/// </summary>
public sealed class FuzzTests(ITestOutputHelper output)
{
    private const int DefaultRequests = 1_500;

    /// <summary>The same for everyone, so that a build fails for what it changes; hunt with others.</summary>
    private const int DefaultSeed = 1;
    private const int AtOnce = 6;
    private const int ShortestSentence = 20;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task No_request_breaks_the_service_and_every_refusal_says_what_to_do()
    {
        CancellationToken stop = TestContext.Current.CancellationToken;
        int requests = Setting("VALIQOR_FUZZ_REQUESTS", DefaultRequests);
        int seed = Setting("VALIQOR_FUZZ_SEED", DefaultSeed);
        output.WriteLine($"{requests} requests, seed {seed}");
        using var directory = new TemporaryDirectory();
        await using LocalService service = await LocalService.StartAsync(
            new LocalServiceOptions { DataDirectory = directory.Path }, stop);
        using var http = new HttpClient { BaseAddress = service.Url, Timeout = Patience };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", service.AdminKey);
        string text = await http.GetStringAsync("openapi.json", stop);
        using JsonDocument document = JsonDocument.Parse(text);
        var fuzzer = new RequestFuzzer(document.RootElement, await KnownIdsAsync(service, stop), new Random(seed));
        var statuses = new ConcurrentDictionary<int, int>();
        var faults = new ConcurrentBag<string>();

        await Parallel.ForEachAsync(
            Requests(fuzzer, requests),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stop },
            async (next, token) =>
            {
                using HttpRequestMessage request = next.Request;
                (int status, string? fault) = await SendAsync(http, request, token);
                statuses.AddOrUpdate(status, 1, (_, count) => count + 1);
                if (fault is not null)
                {
                    faults.Add($"{next.Operation} {request.Method} {request.RequestUri}: {fault}");
                }
            });

        foreach ((int status, int count) in statuses.OrderBy(row => row.Key))
        {
            output.WriteLine($"{status}: {count}");
        }

        faults.Take(20).ShouldBeEmpty($"{faults.Count} faults with seed {seed}");
        using HttpResponseMessage ready = await http.GetAsync("readyz", stop);
        ready.IsSuccessStatusCode.ShouldBeTrue();
    }

    private static IEnumerable<(HttpRequestMessage Request, string Operation)> Requests(RequestFuzzer fuzzer, int count)
    {
        for (int i = 0; i < count; i++)
        {
            HttpRequestMessage request = fuzzer.Next(out string operation);
            yield return (request, operation);
        }
    }

    private static async Task<(int Status, string? Fault)> SendAsync(
        HttpClient http,
        HttpRequestMessage request,
        CancellationToken cancellationToken)
    {
        try
        {
            using HttpResponseMessage answer = await http.SendAsync(request, cancellationToken);
            int status = (int)answer.StatusCode;
            string body = await answer.Content.ReadAsStringAsync(cancellationToken);
            return (status, status < 400 ? null : FaultOf(status, answer, body));
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            return (0, $"no answer: {e.Message}");
        }
    }

    private static string? FaultOf(int status, HttpResponseMessage answer, string body)
    {
        if (status >= 500)
        {
            return $"{status} {body}";
        }

        if (answer.Content.Headers.ContentType?.MediaType != "application/problem+json")
        {
            return $"{status} is no problem: {body}";
        }

        Problem problem = JsonSerializer.Deserialize(body, WireJson.Default.Problem)!;
        bool tells = problem is { Detail.Length: >= ShortestSentence, Code.Length: > 0, RequestId.Length: > 0 }
            && problem.Detail[^1] is '.' or ')' or '…';
        return tells ? null : $"{status} does not say what to do: {body}";
    }

    private static async Task<IReadOnlyList<string>> KnownIdsAsync(LocalService service, CancellationToken stop)
    {
        using var client = ValiqorClient.Create(new ClientOptions { BaseUrl = service.Url, ApiKey = service.AdminKey });
        AnalyzeRequest analyze = Datasets.Body(Datasets.Good, Datasets.Wrong) with { ProjectName = "demo" };
        RunResult run = await client.FailureAnalysis.RunAsync(analyze, cancellationToken: stop);
        return [run.RunId, .. run.FailureTags.Select(tag => tag.TagId), "demo", "default", "hallucination_grounding"];
    }

    private static int Setting(string name, int absent) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out int value)
            ? value
            : absent;
}
