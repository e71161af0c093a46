namespace Valiqor.Client.DependencyInjection;

/// <summary>
/// What a program says of its client; null where it says nothing, which the environment and files then do: see
/// <see cref="ClientOptions.FromEnvironment"/>.
/// </summary>
public sealed class ValiqorClientConfiguration
{
    /// <summary>The service's root, as <c>https://valiqor.example.com</c>.</summary>
    public Uri? BaseUrl { get; set; }

    /// <summary>A key of the organization.</summary>
    public string? ApiKey { get; set; }

    /// <summary>The project of every request that names none.</summary>
    public string? ProjectName { get; set; }

    /// <summary>The caller's own key for the judge model.</summary>
    public string? OpenaiApiKey { get; set; }

    /// <summary>How long one answer may take, uploads and started runs excepted.</summary>
    public TimeSpan? RequestTimeout { get; set; }

    /// <summary>The longest pause between two questions after a run that is waited for.</summary>
    public TimeSpan? PollInterval { get; set; }
}
