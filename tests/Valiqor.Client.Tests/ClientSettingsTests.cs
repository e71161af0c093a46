using Valiqor.Testing;

namespace Valiqor.Client.Tests;

/// <summary>Where a client's address, key and project come from.</summary>
public sealed class ClientSettingsTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly Dictionary<string, string> _environment = [];

    private string Home => Path.Combine(_directory.Path, "home");

    private string Working => Path.Combine(_directory.Path, "work", "a", "b");

    public ClientSettingsTests()
    {
        Directory.CreateDirectory(Home);
        Directory.CreateDirectory(Working);
    }

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Code_comes_before_the_environment_before_the_nearest_file_before_the_one_at_home()
    {
        Write(Home, """{"base_url":"http://home","api_key":"home","project_name":"home","openai_api_key":"home"}""");
        Write(Path.Combine(_directory.Path, "work"), """{"project_name":"far"}""");
        Write(
            Path.Combine(_directory.Path, "work", "a"),
            """{"base_url":"http://near","api_key":"near","project_name":"near"}""");
        _environment["VALIQOR_BASE_URL"] = "http://environment";
        _environment["VALIQOR_API_KEY"] = "environment";

        ClientSettings settings = Reader().Read(new ClientSettings { BaseUrl = new Uri("http://code") });

        settings.BaseUrl.ShouldBe(new Uri("http://code"));
        settings.ApiKey.ShouldBe("environment");
        settings.ProjectName.ShouldBe("near");
        settings.OpenaiApiKey.ShouldBe("home");
    }

    [Fact]
    public void The_environment_has_all_four()
    {
        _environment["VALIQOR_BASE_URL"] = " http://e/root ";
        _environment["VALIQOR_API_KEY"] = "vq_e\n";
        _environment["VALIQOR_PROJECT_NAME"] = "p";
        _environment["VALIQOR_OPENAI_API_KEY"] = "sk";

        ClientOptions options = Reader().Read().ToOptions();

        options.BaseUrl.ShouldBe(new Uri("http://e/root"));
        options.ApiKey.ShouldBe("vq_e");
        options.DefaultProject.ShouldBe("p");
        options.OpenaiApiKey.ShouldBe("sk");
    }

    [Fact]
    public void An_empty_variable_is_none()
    {
        _environment["VALIQOR_PROJECT_NAME"] = " ";
        Write(Home, """{"project_name":"home"}""");

        Reader().Read().ProjectName.ShouldBe("home");
    }

    [Fact]
    public void An_empty_project_in_code_asks_for_none()
    {
        _environment["VALIQOR_PROJECT_NAME"] = "p";

        Reader().Read(new ClientSettings { ProjectName = "" }).ProjectName.ShouldBe("");
    }

    [Fact]
    public void A_file_may_hold_comments_and_what_other_programs_want()
    {
        Write(Working, """
            {
              // Of the team.
              "base_url": "https://v.example.com/",
              "trace_dir": "traces", "scan": {"depth": 3},
            }
            """);

        Reader().Read().BaseUrl.ShouldBe(new Uri("https://v.example.com/"));
    }

    [Fact]
    public void Nothing_configured_is_nothing_and_no_error() => Reader().Read().ShouldBe(new ClientSettings());

    [Fact]
    public void A_missing_address_or_key_names_all_three_ways()
    {
        var address = Should.Throw<ConfigurationException>(() => Reader().Read().ToOptions());
        address.Message.ShouldBe(
            "No address of the service is given: set BaseUrl in code, the "
            + "environment variable VALIQOR_BASE_URL, or \"base_url\" in a .valiqorrc file in the working directory, "
            + "above it or in the home directory.");

        var here = new ClientSettings { BaseUrl = new Uri("http://here") };
        var key = Should.Throw<ConfigurationException>(() => Reader().Read(here).ToOptions());
        key.Message.ShouldContain("No API key is given: set ApiKey in code");
        key.Message.ShouldContain("VALIQOR_API_KEY");
        key.Message.ShouldContain("\"api_key\"");
    }

    [Theory]
    [InlineData("not json", "is not JSON")]
    [InlineData("[1]", "is not JSON")]
    [InlineData("""{"api_key": 7}""", "is not JSON")]
    [InlineData("""{"base_url": "localhost:7071"}""", "is 'localhost:7071', which is not an address")]
    [InlineData("""{"base_url": "/v2"}""", "is '/v2', which is not an address")]
    public void A_file_that_is_wrong_is_named(string content, string fault)
    {
        Write(Working, content);

        var error = Should.Throw<ConfigurationException>(() => Reader().Read());

        error.Message.ShouldContain(fault);
        error.Message.ShouldContain(Path.Combine(Working, ".valiqorrc"));
    }

    [Fact]
    public void An_address_that_is_none_names_its_variable()
    {
        _environment["VALIQOR_BASE_URL"] = "ftp://v";

        Should.Throw<ConfigurationException>(() => Reader().Read()).Message
            .ShouldStartWith("VALIQOR_BASE_URL is 'ftp://v', which is not an address");
    }

    [Fact]
    public void No_key_is_ever_shown()
    {
        var settings = new ClientSettings
        {
            BaseUrl = new Uri("http://here"), ApiKey = "vq_secret", OpenaiApiKey = "sk-secret",
        };
        object[] shown =
        [
            settings,
            settings.ToOptions(),
            new AnalyzeRequest { OpenaiApiKey = "sk-secret" },
            new PlaygroundRequest { Input = "secret", Output = "secret", OpenaiApiKey = "sk-secret" },
            new CreatedKey
            {
                ApiKey = "vq_secret",
                KeyId = "k",
                Name = "n",
                PublicPrefix = "vq_se",
                CreatedAt = default,
                Warning = "",
            },
        ];

        shown.Select(value => value.ToString()!).ShouldAllBe(text => !text.Contains("secret"));
        settings.ToString().ShouldContain("ApiKey = ***");
    }

    private ClientSettingsReader Reader() => new(_environment.GetValueOrDefault, Working, Home);

    private static void Write(string directory, string content) =>
        File.WriteAllText(Path.Combine(directory, ".valiqorrc"), content);
}
