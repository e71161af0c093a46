using System.ClientModel;
using System.ClientModel.Primitives;
using Azure.Core;
using OpenAI;
using OpenAI.Chat;

namespace Valiqor.Service.Models.Calls;

/// <summary>
/// The OpenAI package's client for an endpoint, without its retries: they have no back-off and no notion of a pace.
/// </summary>
internal sealed class ModelPipelines(IHttpClientFactory clients, Lazy<TokenCredential> identity)
{
    internal const string ClientName = "judge-model";

    private const string AzureScope = "https://cognitiveservices.azure.com/.default";

    internal ChatClient Open(ModelEndpoint endpoint)
    {
        var options = new OpenAIClientOptions
        {
            Endpoint = new Uri(endpoint.Address.GetLeftPart(UriPartial.Path)),
            Transport = new HttpClientPipelineTransport(clients.CreateClient(ClientName)),
            RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
            NetworkTimeout = Timeout.InfiniteTimeSpan,
            EnableDistributedTracing = false,
            ClientLoggingOptions = new ClientLoggingOptions { EnableLogging = false },
        };
        if (endpoint.Address.Query.Length > 0)
        {
            options.AddPolicy(new QueryPolicy(endpoint.Address.Query), PipelinePosition.PerCall);
        }

        // Marked as under evaluation, it is the package's one way in with another header than its own, or without one.
#pragma warning disable OPENAI001
        return new ChatClient(endpoint.Model, AuthenticationOf(endpoint), options);
#pragma warning restore OPENAI001
    }

    private AuthenticationPolicy AuthenticationOf(ModelEndpoint endpoint) => endpoint switch
    {
        { UsesEntraIdentity: true } => new BearerTokenPolicy(identity.Value, AzureScope),
        { Key: null } => new NoAuthentication(),
        { Kind: ModelKind.AzureOpenAI, Key: { } key } =>
            ApiKeyAuthenticationPolicy.CreateHeaderApiKeyPolicy(new ApiKeyCredential(key.Reveal()), "api-key"),
        { Key: { } key } =>
            ApiKeyAuthenticationPolicy.CreateBearerAuthorizationPolicy(new ApiKeyCredential(key.Reveal())),
    };

    private sealed class NoAuthentication : AuthenticationPolicy
    {
        public override void Process(
            PipelineMessage message,
            IReadOnlyList<PipelinePolicy> pipeline,
            int currentIndex) => ProcessNext(message, pipeline, currentIndex);

        public override ValueTask ProcessAsync(
            PipelineMessage message,
            IReadOnlyList<PipelinePolicy> pipeline,
            int currentIndex) => ProcessNextAsync(message, pipeline, currentIndex);
    }

    /// <summary>Azure's <c>api-version</c>, or what a gateway wants.</summary>
    private sealed class QueryPolicy(string query) : PipelinePolicy
    {
        public override void Process(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex)
        {
            Add(message);
            ProcessNext(message, pipeline, currentIndex);
        }

        public override ValueTask ProcessAsync(
            PipelineMessage message,
            IReadOnlyList<PipelinePolicy> pipeline,
            int currentIndex)
        {
            Add(message);
            return ProcessNextAsync(message, pipeline, currentIndex);
        }

        private void Add(PipelineMessage message) =>
            message.Request.Uri = new UriBuilder(message.Request.Uri!) { Query = query }.Uri;
    }
}
