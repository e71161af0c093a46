namespace Valiqor.Client;

/// <summary>What is configured of a client; null where nothing says.</summary>
public sealed record ClientSettings
{
    /// <summary>The service's root, as <c>http://127.0.0.1:7071</c>.</summary>
    public Uri? BaseUrl { get; init; }

    /// <summary>A key of the organization.</summary>
    public string? ApiKey { get; init; }

    /// <summary>The project of every request that names none.</summary>
    public string? ProjectName { get; init; }

    /// <summary>The caller's own key for the judge model.</summary>
    public string? OpenaiApiKey { get; init; }

    /// <exception cref="ConfigurationException">The address or the key is missing.</exception>
    public ClientOptions ToOptions() => new()
    {
        BaseUrl = BaseUrl ?? throw Missing("address of the service", nameof(BaseUrl), "BASE_URL", "base_url"),
        ApiKey = ApiKey ?? throw Missing("API key", nameof(ApiKey), "API_KEY", "api_key"),
        DefaultProject = ProjectName,
        OpenaiApiKey = OpenaiApiKey,
    };

    /// <summary>Without the keys, which must not reach a log.</summary>
    public override string ToString() =>
        $"{nameof(ClientSettings)} {{ BaseUrl = {BaseUrl}, ApiKey = {Secret.Mask(ApiKey)}, "
        + $"ProjectName = {ProjectName}, OpenaiApiKey = {Secret.Mask(OpenaiApiKey)} }}";

    private static ConfigurationException Missing(string what, string property, string variable, string member) => new(
        $"No {what} is given: set {property} in code, the environment variable VALIQOR_{variable}, "
        + $"or \"{member}\" in a {ClientSettingsReader.FileName} file in "
        + "the working directory, above it or in the home directory.");
}
