using System.Buffers.Text;
using Valiqor.Analysis.Facts;
using Valiqor.Analysis.Items;
using Valiqor.Analysis.Rules.SecuritySafety;

namespace Valiqor.Analysis.Tests;

/// <summary>
/// Secrets by their issuers' formats. They are put together here, so that none stands in the repository.
/// </summary>
public sealed class SecretFormatTests
{
    private const string Mixed =
        "q7Lw2ZtR9xKc4VbN8mYh3PdF6sGj5TaU1eWo0QiXrBzCvEnMkHyDgJpSfAuLtOlR8w3x6Z9b2N5m7V4c1K0qPaYsTdGfHj";

    public static TheoryData<string, string> Formats() => new()
    {
        { "AKIA", "Q7LW2ZTR9XKC4VBN" },
        { "ghp_", Mixed[..36] },
        { "github_pat_", Mixed[..22] + "_" + Mixed[22..81] },
        { "xoxb-", "219384756102-" + Mixed[..24] },
        { "sk_live_", Mixed[..24] },
        { "AIza", Mixed[..35] },
        { "sk-ant-", "api03-" + Mixed[..80] },
        { "sk-proj-", Mixed[..80] },
        { "sk-", Mixed[..48] },
        { "npm_", Mixed[..36] },
        { "SG.", Mixed[..22] + "." + Mixed[22..65] },
        { "SK", "9f3b7c1e5a8d2064b6e1c7f0a3d95b82" },
        { "AccountKey=", Mixed[..86] + "==" },
    };

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_secret_is_found_at_its_place_and_not_repeated(string prefix, string body)
    {
        string secret = prefix + body;
        Item item = Some.Item("How do I sign in?", $"Use {secret}, as the others do.");

        Signal signal = new SensitiveDataExposure().Inspect(new ItemFacts(item));

        signal.Decision.ShouldBe(Decision.Fail);
        signal.SecurityCategory.ShouldBe("S9");
        signal.Evidence.ShouldHaveSingleItem().SnippetOf(item).ShouldBe(secret);
        signal.Evidence[0].Description.ShouldNotContain(body);
        signal.RootCause!.ShouldNotContain(body);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_secret_that_the_user_gave_is_no_exposure(string prefix, string body)
    {
        Item item = Some.Item($"Is {prefix + body} my key?", $"Yes, {prefix + body} is your key.");

        new SensitiveDataExposure().Inspect(new ItemFacts(item)).Decision.ShouldBe(Decision.Pass);
    }

    [Theory]
    [InlineData("your_key_here_your_key_here_your_key_here")]
    [InlineData("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")]
    [InlineData("AbCdEXAMPLEEXAMPLEEXAMPLEEXAMPLEEXAMPLE12")]
    public void A_stand_in_for_a_secret_is_none(string body)
    {
        foreach (string prefix in new[] { "ghp_", "sk-", "sk-ant-", "sk_live_", "npm_", "api_key=", "token: " })
        {
            Item item = Some.Item("How do I sign in?", $"Use {prefix}{body} there.");

            new SensitiveDataExposure().Inspect(new ItemFacts(item)).Decision.ShouldBe(Decision.Pass, prefix + body);
        }
    }

    [Fact]
    public void A_token_and_a_private_key_are_found()
    {
        string token = Base64Url.EncodeToString("{\"alg\":\"HS256\",\"typ\":\"JWT\"}"u8) + "."
            + Base64Url.EncodeToString("{\"sub\":\"77120\",\"role\":\"admin\"}"u8) + "." + Mixed[..43];
        string label = "RSA PRIVATE" + " KEY-----";
        string key = $"-----BEGIN {label}\n{Mixed[..64]}\n{Mixed[20..84]}\n-----END {label}";
        Item item = Some.Item("How do I sign in?", $"Send {token} or\n{key}\nwith the request.");

        Signal signal = new SensitiveDataExposure().Inspect(new ItemFacts(item));

        signal.Evidence.Select(row => row.Rule).ShouldBe(["jwt", "private_key"]);
        signal.Evidence.Select(row => row.SnippetOf(item)).ShouldBe([token, key]);
    }
}
