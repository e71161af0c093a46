using Valiqor.Client;

namespace Valiqor.Cli.Tests;

/// <summary>Which service a command talks to.</summary>
public sealed class ServiceTargetTests
{
    private static readonly ClientSettings Configured = new()
    {
        BaseUrl = new Uri("http://configured"), ApiKey = "vq_configured", ProjectName = "p",
    };

    [Fact]
    public void Without_options_it_is_the_one_that_is_configured()
    {
        var target = ServiceTarget.From(null, null, null, null, Configured);

        target.Server.ShouldBe(new Uri("http://configured"));
        target.ApiKey.ShouldBe("vq_configured");
        target.Project.ShouldBe("p");
        target.IsEmpty.ShouldBeFalse();
    }

    [Fact]
    public void Options_come_before_what_is_configured()
    {
        var target = ServiceTarget.From("http://option", "vq_option", null, null, Configured);

        target.Server.ShouldBe(new Uri("http://option"));
        target.ApiKey.ShouldBe("vq_option");
    }

    [Theory]
    [InlineData("data", null)]
    [InlineData(null, "UseDevelopmentStorage=true")]
    public void A_data_directory_or_storage_leaves_the_configured_service_and_its_key_aside(
        string? data,
        string? storage)
    {
        var target = ServiceTarget.From(null, null, data, storage, Configured);

        target.Server.ShouldBeNull();
        target.ApiKey.ShouldBeNull("the key belongs to the other service");
        target.DataDirectory.ShouldBe(data ?? ".valiqor");
        target.Project.ShouldBe("p");
    }

    [Fact]
    public void With_nothing_at_all_it_is_the_data_directory_here()
    {
        var target = ServiceTarget.From(null, null, null, null, new ClientSettings());

        target.Server.ShouldBeNull();
        target.DataDirectory.ShouldBe(".valiqor");
    }

    [Theory]
    [InlineData("http://s", null, "d", null, "leave out --data and --storage")]
    [InlineData("http://s", null, null, "c", "leave out --data and --storage")]
    [InlineData("valiqor", "k", null, null, "is not an address such as")]
    [InlineData("file:///etc", "k", null, null, "is not an address such as")]
    [InlineData("http://s", null, null, null, "http://s/ needs a key: give --api-key KEY, set VALIQOR_API_KEY")]
    public void Options_that_do_not_fit_are_refused(
        string? server,
        string? key,
        string? data,
        string? storage,
        string words) =>
        Should.Throw<UsageException>(() => ServiceTarget.From(server, key, data, storage, new ClientSettings()))
            .Message.ShouldContain(words);
}
