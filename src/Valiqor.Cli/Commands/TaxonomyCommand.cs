using System.CommandLine;
using System.CommandLine.Completions;
using Valiqor.Analysis.Items.Taxonomy;
using Valiqor.Cli.Rendering;
using Valiqor.Client;
using Valiqor.Service.Taxonomy;

namespace Valiqor.Cli.Commands;

/// <summary><c>valiqor taxonomy</c>: what can fail. Known without a service; with one, it is asked.</summary>
internal static class TaxonomyCommand
{
    // Never called: without a service the taxonomy is this program's own.
    private static readonly Uri Nowhere = new("http://localhost");

    public static Command Create()
    {
        var bucket = new Argument<string?>("BUCKET")
        {
            Description = "One bucket with the ways to fail in it. By default all buckets.",
            HelpName = "BUCKET",
            Arity = ArgumentArity.ZeroOrOne,
        };
        bucket.CompletionSources.Add(_ =>
            FailureTaxonomy.LoadEmbedded().Buckets.Select(row => new CompletionItem(row.Id)));
        Option<string?> server = SharedOptions.Server();
        server.Description =
            $"A service to ask. By default {ClientSettingsReader.BaseUrlVariable}, else none is needed.";
        Option<string?> apiKey = SharedOptions.ApiKey();
        Option<bool> json = SharedOptions.Json();

        var command = new Command("taxonomy", "Shows the ways to fail that are known.")
        {
            bucket, json, server, apiKey,
        };
        command.SetAction((parsed, cancellationToken) => ShowAsync(
            ServiceTarget.From(parsed.GetValue(server), parsed.GetValue(apiKey), null, null),
            parsed.GetValue(bucket),
            valiqor => new Question(parsed, valiqor, Terminal.OfProcess()) { AsJson = parsed.GetValue(json) },
            cancellationToken));
        return command;
    }

    private static async Task<int> ShowAsync(
        ServiceTarget target,
        string? bucket,
        Func<ValiqorClient, Question> questionTo,
        CancellationToken cancellationToken)
    {
        using var valiqor = ValiqorClient.Create(
            new ClientOptions { BaseUrl = target.Server ?? Nowhere, ApiKey = target.ApiKey });
        Question question = questionTo(valiqor);
        if (bucket is null)
        {
            IReadOnlyList<TaxonomyBucket> buckets = target.Server is null
                ? TaxonomyAnswers.BucketsOf(FailureTaxonomy.LoadEmbedded())
                : await question.Client.GetTaxonomyAsync(cancellationToken);
            return await question.AnswerAsync(
                buckets, WireJson.Default.IReadOnlyListTaxonomyBucket, () => TaxonomyReport.Of(buckets));
        }

        TaxonomyBucket one = target.Server is null ? Known(bucket)
            : await question.Client.GetBucketAsync(bucket, cancellationToken);
        return await question.AnswerAsync(one, WireJson.Default.TaxonomyBucket, () => TaxonomyReport.Of(one));
    }

    private static TaxonomyBucket Known(string id)
    {
        IReadOnlyList<TaxonomyBucket> buckets = TaxonomyAnswers.BucketsOf(FailureTaxonomy.LoadEmbedded());
        return buckets.FirstOrDefault(row => row.BucketId == id)
            ?? throw new UsageException(
                $"No bucket is called '{id}'. Known ones: {string.Join(", ", buckets.Select(row => row.BucketId))}.");
    }
}
