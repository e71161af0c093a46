using Valiqor.Testing;

namespace Valiqor.LocalHost.Tests;

public sealed class DataDirectoryTests
{
    [Fact]
    public void The_key_is_made_once_and_kept()
    {
        using var temporary = new TemporaryDirectory();
        string first;
        using (DataDirectory data = DataDirectory.Open(temporary["data"]))
        {
            first = data.AdminKey;
            File.ReadAllText(data.AdminKeyFile).Trim().ShouldBe(first);
        }

        using DataDirectory again = DataDirectory.Open(temporary["data"]);
        again.AdminKey.ShouldBe(first);
        first.ShouldMatch("^vq_[A-Za-z0-9_-]{40}$");
    }

    [Fact]
    public void Two_directories_have_two_keys()
    {
        using var temporary = new TemporaryDirectory();
        using DataDirectory one = DataDirectory.Open(temporary["one"]);
        using DataDirectory other = DataDirectory.Open(temporary["other"]);
        one.AdminKey.ShouldNotBe(other.AdminKey);
    }

    [Fact]
    public void Only_its_owner_can_read_it()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes.");
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var temporary = new TemporaryDirectory();
        using DataDirectory data = DataDirectory.Open(temporary["data"]);
        const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
            | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

        (File.GetUnixFileMode(data.Path) & Others).ShouldBe(UnixFileMode.None);
        File.GetUnixFileMode(data.AdminKeyFile).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public void One_host_at_a_time_uses_it()
    {
        using var temporary = new TemporaryDirectory();
        using (DataDirectory.Open(temporary["data"]))
        {
            var error = Should.Throw<DataDirectoryInUseException>(() => DataDirectory.Open(temporary["data"]));
            error.Message.ShouldContain("--data");
        }

        using DataDirectory free = DataDirectory.Open(temporary["data"]);
        free.Path.ShouldBe(temporary["data"]);
    }

    [Fact]
    public void A_host_that_serves_can_be_found_until_it_stops()
    {
        using var temporary = new TemporaryDirectory();
        string path = temporary["data"];
        DataDirectory.FindHost(path).ShouldBe(HostSighting.None);
        using (DataDirectory data = DataDirectory.Open(path))
        {
            DataDirectory.FindHost(path).ShouldBe(new HostSighting(true, null, null));
            data.Announce(new Uri("http://127.0.0.1:1234/"));
            HostSighting sighting = DataDirectory.FindHost(path);
            sighting.Address.ShouldBe(new HostAddress(new Uri("http://127.0.0.1:1234/"), Environment.ProcessId));
            sighting.AdminKey.ShouldBe(data.AdminKey);
        }

        DataDirectory.FindHost(path).ShouldBe(HostSighting.None);
    }

    [Fact]
    public void A_host_that_was_killed_is_not_taken_for_one_that_runs()
    {
        using var temporary = new TemporaryDirectory();
        DataDirectory.Open(temporary["data"]).Dispose();
        File.WriteAllText(temporary["data/host.json"], """{"url":"http://127.0.0.1:1234/","pid":1}""");

        DataDirectory.FindHost(temporary["data"]).ShouldBe(HostSighting.None);
        using DataDirectory data = DataDirectory.Open(temporary["data"]);
        DataDirectory.FindHost(temporary["data"]).ShouldBe(new HostSighting(true, null, null));
    }

    [Fact]
    public void It_keeps_itself_out_of_version_control()
    {
        using var temporary = new TemporaryDirectory();
        using DataDirectory data = DataDirectory.Open(temporary["data"]);
        File.ReadAllText(temporary["data/.gitignore"]).ShouldBe("*\n");
    }
}
