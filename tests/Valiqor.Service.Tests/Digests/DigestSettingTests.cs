using Microsoft.Extensions.Options;
using Valiqor.Service.Digests;
using Valiqor.Service.Digests.Schedule;

namespace Valiqor.Service.Tests.Digests;

/// <summary>Settings that cannot work stop the start and say what is wrong.</summary>
public sealed class DigestSettingTests
{
    [Fact]
    public void Without_settings_there_is_no_schedule_and_nothing_is_wrong()
    {
        var options = new DigestOptions();

        new DigestOptionsValidator().Validate(null, options).Succeeded.ShouldBeTrue();
        new DigestCalendar(Options.Create(options)).IsOn.ShouldBeFalse();
    }

    [Theory]
    [InlineData("0 8 * * MON")]
    [InlineData("*/15 6-9 1,15 * *")]
    [InlineData("@daily")]
    public void A_schedule_of_five_fields_is_taken(string cron) =>
        FaultOf(new DigestOptions { Cron = cron }).ShouldBe("");

    [Theory]
    [InlineData("8 o'clock", "Valiqor__Digests__Cron is '8 o'clock', which is no cron expression of five fields")]
    [InlineData("0 25 * * *", "between 0 and 23")]
    [InlineData("0 0 8 * * *", "which is no cron expression of five fields")]
    [InlineData("0 8 31 2 *", "no day is such a day")]
    [InlineData("H 8 * * *", "which is no cron expression of five fields")]
    public void A_schedule_that_is_none_is_refused(string cron, string fault) =>
        FaultOf(new DigestOptions { Cron = cron }).ShouldContain(fault);

    [Fact]
    public void A_time_zone_that_is_not_known_is_refused() =>
        FaultOf(new DigestOptions { TimeZone = "Europe/Atlantis" })
            .ShouldContain("Valiqor__Digests__TimeZone is 'Europe/Atlantis', which this machine does not know");

    [Theory]
    [InlineData("https://hooks.example.com/a/b?c=d", true)]
    [InlineData("http://localhost:5000/hook", true)]
    [InlineData("http://127.0.0.1/hook", true)]
    [InlineData("http://hooks.example.com/secret-path", false)]
    [InlineData("https://name:password@hooks.example.com/secret-path", false)]
    [InlineData("hooks.example.com/secret-path", false)]
    [InlineData("file:///secret-path", false)]
    public void A_webhook_is_https_or_this_machine_and_no_fault_tells_its_address(string url, bool isTaken)
    {
        string fault = FaultOf(new DigestOptions { WebhookUrl = url });

        (fault.Length == 0).ShouldBe(isTaken);
        fault.ShouldNotContain("secret-path");
    }

    [Fact]
    public void Other_settings_that_are_not_possible_are_refused()
    {
        FaultOf(new DigestOptions { Window = "month" }).ShouldContain("neither day nor week");
        FaultOf(new DigestOptions { WebhookFormat = "discord" }).ShouldContain("none of generic, slack and teams");
        FaultOf(new DigestOptions { WebhookSecret = "short" }).ShouldContain("shorter than 16 characters");
        FaultOf(new DigestOptions { PublicUrl = "valiqor" }).ShouldContain("PublicUrl is no web address");
    }

    private static string FaultOf(DigestOptions options) =>
        new DigestOptionsValidator().Validate(null, options).FailureMessage ?? "";
}
