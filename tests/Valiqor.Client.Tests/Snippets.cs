using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Valiqor.Client.Tests;

/// <summary>
/// The code of the packages' READMEs. What stands between the marks is copied there by a test, and run by another.
/// </summary>
internal static class Snippets
{
    public static ValiqorClient Open()
    {
        // snippet: open
        var client = ValiqorClient.Create(ClientOptions.FromEnvironment());
        // end
        return client;
    }

    public static async Task<RunResult> FirstRunAsync(ValiqorClient client)
    {
        // snippet: first-run
        RunResult run = await client.FailureAnalysis.RunAsync(new AnalyzeRequest
        {
            ProjectName = "shop",
            Dataset =
            [
                new DatasetItem
                {
                    Input = "How long may I return a jacket?",
                    Output = "Within 90 days.",
                    Context = ["Returns. Within 30 days of delivery."],
                },
            ],
        });

        Console.WriteLine($"{run.Summary!.ItemsWithFailures} of {run.Summary.TotalItems} items fail.");
        foreach (FailureTag tag in run.FailureTags)
        {
            Console.WriteLine($"{tag.SubcategoryName}, severity {tag.Severity:0.0} of 5: {tag.RootCause}");
            Console.WriteLine($"  {tag.SuggestedFix}");
        }
        // end
        return run;
    }

    public static async Task<RunResult> UploadAsync(ValiqorClient client, string path, CancellationToken stop)
    {
        // snippet: upload
        await using FileStream file = File.OpenRead(path);
        RunJob job = await client.FailureAnalysis.UploadDatasetAsync(
            "shop", Path.GetFileName(path), file, new AnalyzeOptions { FeatureKind = "rag" }, stop);

        var progress = new Progress<JobStatus>(
            status => Console.WriteLine($"{status.CurrentItem} of {status.TotalItems}"));
        await job.WaitAsync(progress, stop);
        RunResult run = await job.ResultAsync(stop);
        // end
        return run;
    }

    public static async Task<int> ReviewAsync(ValiqorClient client, RunResult run)
    {
        int reviewed = 0;
        // snippet: review
        var worst = new TagFilter { Decision = "fail", MinSeverity = 4 };
        await foreach (FailureTag tag in client.FailureAnalysis.GetTagsAsync(run.RunId, worst))
        {
            await client.FailureAnalysis.UpdateTagAsync(
                tag.TagId, new TagUpdate { IsReviewed = true, IssueUrl = "https://issues.example.com/7" });
            reviewed++;
        }

        Trends trends = await client.FailureAnalysis.GetTrendsAsync("shop", days: 30);
        Console.WriteLine($"{trends.Direction}: {trends.ChangePercent:+0;-0;0} %");
        // end
        return reviewed;
    }

    public static async Task<string> ErrorsAsync(ValiqorClient client, AnalyzeRequest request)
    {
        string said = "";
        // snippet: errors
        try
        {
            RunJob job = await client.FailureAnalysis.StartAsync(request);
            Console.WriteLine(job.RunId);
        }
        catch (ValidationException e)
        {
            foreach (FieldProblem problem in e.FieldProblems)
            {
                said += $"{string.Join('.', problem.Loc)}: {problem.Msg}\n";
            }
        }
        catch (RateLimitException e)
        {
            said = $"Again in {e.RetryAfter ?? TimeSpan.FromMinutes(1)}.";
        }
        catch (ValiqorException e)
        {
            said = $"{e.Message} (request {e.RequestId})";
        }
        // end
        return said;
    }

    public static void Register(IServiceCollection services, IConfiguration configuration)
    {
        // snippet: registration
        // From code, or from configuration:
        services.AddValiqorClient(client => client.BaseUrl = new Uri("https://valiqor.example.com"));
        services.AddValiqorClient(configuration.GetSection("Valiqor"));

        // Several, each with its key; injected with [FromKeyedServices("acme")] ValiqorClient.
        services.AddKeyedValiqorClient("acme", client => client.ApiKey = configuration["Acme:ApiKey"]);
        // end
    }
}
