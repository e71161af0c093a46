using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Valiqor.Service.Ground;

namespace Valiqor.Service.Tests.Runs;

/// <summary>Storage that carries out each transaction, and loses the answer to its first try on the way back.</summary>
internal sealed class LostAnswers : HttpPipelinePolicy
{
    private const string LostBefore = "lost-before";

    public int Lost { get; private set; }

    public static (StorageAccount Account, LostAnswers Lost) Of(string connectionString)
    {
        var policy = new LostAnswers();
        var options = new TableClientOptions { Retry = { Delay = TimeSpan.FromMilliseconds(1), MaxRetries = 2 } };
        options.AddPolicy(policy, HttpPipelinePosition.PerRetry);
        StorageAccount account = StorageAccount.Connect(connectionString);
        return (new StorageAccount(account.Blobs, new TableServiceClient(connectionString, options)), policy);
    }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
        throw new NotSupportedException("The service asks storage asynchronously only.");

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        await ProcessNextAsync(message, pipeline);
        bool isTransaction = message.Request.Uri.ToUri().AbsolutePath.EndsWith("$batch", StringComparison.Ordinal);
        if (isTransaction && !message.TryGetProperty(LostBefore, out _))
        {
            message.SetProperty(LostBefore, true);
            Lost++;
            throw new IOException("The connection broke before the answer came.");
        }
    }
}
