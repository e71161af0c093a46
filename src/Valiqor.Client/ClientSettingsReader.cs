using System.Text.Json;
using Valiqor.Client.Http;

namespace Valiqor.Client;

/// <summary>Finds what is configured outside the program.</summary>
/// <param name="environment">The value of a variable; null where it is not set.</param>
/// <param name="directory">Where the search for a file begins; it goes up to the root.</param>
/// <param name="home">Where the last resort is; null: there is none.</param>
public sealed class ClientSettingsReader(Func<string, string?> environment, string directory, string? home)
{
    /// <summary>
    /// A file of one JSON object with any of <c>base_url</c>, <c>api_key</c>, <c>project_name</c> and
    /// <c>openai_api_key</c>; other members are left alone.
    /// </summary>
    public const string FileName = ".valiqorrc";

    /// <summary>The environment variable of the address.</summary>
    public const string BaseUrlVariable = "VALIQOR_BASE_URL";
    /// <summary>The environment variable of the API key.</summary>
    public const string ApiKeyVariable = "VALIQOR_API_KEY";
    /// <summary>The environment variable of the default project.</summary>
    public const string ProjectVariable = "VALIQOR_PROJECT_NAME";
    /// <summary>The environment variable of the caller's own key for the judge model.</summary>
    public const string OpenaiKeyVariable = "VALIQOR_OPENAI_API_KEY";

    // Four short texts; a larger file is some other program's.
    private const int MaxFileBytes = 64 * 1024;

    /// <summary>That of this process: its environment, working directory and user.</summary>
    public static ClientSettingsReader OfProcess()
    {
        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return new ClientSettingsReader(
            Environment.GetEnvironmentVariable,
            Environment.CurrentDirectory,
            home.Length == 0 ? null : home);
    }

    /// <summary>
    /// Each setting from the first that has it: <paramref name="given"/>, the environment, the nearest
    /// <see cref="FileName"/> from the directory upwards, the one in the home directory.
    /// </summary>
    /// <exception cref="ConfigurationException">An address is none, or a file is not one JSON object.</exception>
    public ClientSettings Read(ClientSettings? given = null)
    {
        var found = new ClientSettings
        {
            BaseUrl = AddressOf(Variable(BaseUrlVariable), BaseUrlVariable),
            ApiKey = Variable(ApiKeyVariable),
            ProjectName = Variable(ProjectVariable),
            OpenaiApiKey = Variable(OpenaiKeyVariable),
        };
        found = given is null ? found : Complete(given, found);
        string? nearest = FindNearest();
        if (nearest is not null)
        {
            found = Complete(found, ReadFile(nearest));
        }

        string? last = home is null ? null : Path.Combine(home, FileName);
        return last is null || last == nearest || !File.Exists(last) ? found : Complete(found, ReadFile(last));
    }

    private string? Variable(string name) => Text(environment(name));

    private string? FindNearest()
    {
        for (DirectoryInfo? place = new(directory); place is not null; place = place.Parent)
        {
            string file = Path.Combine(place.FullName, FileName);
            if (File.Exists(file))
            {
                return file;
            }
        }

        return null;
    }

    private static ClientSettings ReadFile(string file)
    {
        try
        {
            using var content = new FileStream(file, FileMode.Open, FileAccess.Read);
            if (content.Length > MaxFileBytes)
            {
                throw new ConfigurationException($"{file} is over {MaxFileBytes / 1024} KiB: give one small object.");
            }

            SettingsFile? read = JsonSerializer.Deserialize(content, SettingsJson.Default.SettingsFile);
            return new ClientSettings
            {
                BaseUrl = AddressOf(Text(read?.BaseUrl), $"base_url in {file}"),
                ApiKey = Text(read?.ApiKey),
                ProjectName = Text(read?.ProjectName),
                OpenaiApiKey = Text(read?.OpenaiApiKey),
            };
        }
        catch (JsonException e)
        {
            string place = e.LineNumber is { } line ? $" (line {line + 1})" : "";
            throw new ConfigurationException(
                $"{file} is not JSON of the form {{\"base_url\": \"…\", \"api_key\": \"…\"}}{place}: correct "
                + "or remove it.",
                e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException($"{file} cannot be read: {e.Message}", e);
        }
    }

    private static ClientSettings Complete(ClientSettings first, ClientSettings second) => new()
    {
        BaseUrl = first.BaseUrl ?? second.BaseUrl,
        ApiKey = Text(first.ApiKey) ?? second.ApiKey,
        ProjectName = first.ProjectName ?? second.ProjectName,
        OpenaiApiKey = Text(first.OpenaiApiKey) ?? second.OpenaiApiKey,
    };

    private static Uri? AddressOf(string? text, string source)
    {
        if (text is null)
        {
            return null;
        }

        return Uri.TryCreate(text, UriKind.Absolute, out Uri? address)
            && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
            ? address
            : throw new ConfigurationException(
                $"{source} is '{text}', which is not an address such as https://valiqor.example.com.");
    }

    private static string? Text(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();
}
