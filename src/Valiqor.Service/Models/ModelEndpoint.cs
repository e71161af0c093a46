using System.Text;

namespace Valiqor.Service.Models;

/// <summary>How a provider is spoken to; they differ in address and authentication.</summary>
internal enum ModelKind
{
    OpenAI,
    AzureOpenAI,

    /// <summary>Any other server of the chat completions API: vLLM, Ollama, LM Studio, llama.cpp, a gateway.</summary>
    Compatible,
}

/// <summary>Where a model is and who asks it. Two that are equal share one pace.</summary>
internal sealed record ModelEndpoint
{
    private const string Operation = "/chat/completions";

    /// <param name="address">
    /// The address as providers show it: with or without <c>/v1</c> or <c>/chat/completions</c>; for Azure also the
    /// target URI of a deployment, with its <c>api-version</c>.
    /// </param>
    /// <param name="model">The model's name; in Azure the deployment's.</param>
    public ModelEndpoint(ModelKind kind, Uri address, string model)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentException.ThrowIfNullOrWhiteSpace(model);
        (Kind, Model, Address) = (kind, model, Normal(kind, address, model));
    }

    public static Uri OpenAIAddress { get; } = new("https://api.openai.com/v1");

    public ModelKind Kind { get; }

    /// <summary>What <c>/chat/completions</c> comes after, and the query that goes with every request.</summary>
    public Uri Address { get; }

    public string Model { get; }

    public ModelKey? Key { get; init; }

    /// <summary>Instead of a key, the token of the service's own identity (Azure alone).</summary>
    public bool UsesEntraIdentity { get; init; }

    /// <summary>True if there is a way in: a key, an identity, or a server that may want neither.</summary>
    public bool HasCredential => Key is not null || UsesEntraIdentity || Kind == ModelKind.Compatible;

    // The query of a gateway may hold a secret.
    private bool PrintMembers(StringBuilder text)
    {
        text.Append(Kind).Append(' ').Append(Address.GetLeftPart(UriPartial.Path)).Append(' ').Append(Model);
        return true;
    }

    private static Uri Normal(ModelKind kind, Uri address, string model)
    {
        string path = address.AbsolutePath.TrimEnd('/');
        if (path.EndsWith(Operation, StringComparison.OrdinalIgnoreCase))
        {
            path = path[..^Operation.Length];
        }

        path = (kind, path) switch
        {
            (ModelKind.AzureOpenAI, "" or "/openai") => HasDatedVersion(address)
                ? $"/openai/deployments/{Uri.EscapeDataString(model)}"
                : "/openai/v1",
            (_, "") => "/v1",
            _ => path,
        };
        return new UriBuilder(address) { Path = path, Fragment = "" }.Uri;
    }

    /// <summary>Azure's earlier API has a date for a version; the v1 API has none, or <c>preview</c>.</summary>
    private static bool HasDatedVersion(Uri address)
    {
        const string Version = "api-version=";
        int at = address.Query.IndexOf(Version, StringComparison.OrdinalIgnoreCase);
        return at >= 0 && at + Version.Length < address.Query.Length
            && char.IsAsciiDigit(address.Query[at + Version.Length]);
    }
}
