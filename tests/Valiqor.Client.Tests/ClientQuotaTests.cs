using Valiqor.Testing;

namespace Valiqor.Client.Tests;

/// <summary>Limits that a short wait does not lift, and who catches them.</summary>
public sealed class ClientQuotaTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(429)]
    [InlineData(403)]
    public async Task A_used_up_quota_says_what_of_how_much(int status)
    {
        var refusal = await RefusalAsync<QuotaExceededException>(
            status,
            """
            {"detail":"The month's 100 calls are used up.","code":"quota_exceeded","current_usage":100,
             "quota_limit":100,"service":"failure_analysis","retry_after":864000}
            """);

        refusal.ShouldBeOfType<QuotaExceededException>();
        refusal.CurrentUsage.ShouldBe(100);
        refusal.QuotaLimit.ShouldBe(100);
        refusal.Service.ShouldBe("failure_analysis");
        refusal.RetryAfter.ShouldBe(TimeSpan.FromDays(10));
        refusal.StatusCode.ShouldBe(status);
    }

    [Fact]
    public async Task A_used_up_quota_of_tokens_is_one_of_the_quotas()
    {
        QuotaExceededException refusal = await RefusalAsync<QuotaExceededException>(
            429,
            """
            {"detail":"Too many tokens.","code":"token_quota_exceeded","current_tokens":999000,
             "predicted_tokens":2500,"token_limit":1000000}
            """);

        TokenQuotaExceededException tokens = refusal.ShouldBeOfType<TokenQuotaExceededException>();
        tokens.CurrentTokens.ShouldBe(999_000);
        tokens.PredictedTokens.ShouldBe(2_500);
        tokens.TokenLimit.ShouldBe(1_000_000);
    }

    [Fact]
    public async Task A_key_that_may_not_is_caught_with_the_keys_that_are_unknown() =>
        (await RefusalAsync<AuthenticationException>(403, """{"detail":"Not you."}"""))
            .ShouldBeOfType<PermissionException>();

    [Fact]
    public async Task A_dataset_that_is_too_large_is_caught_with_what_is_not_valid() =>
        (await RefusalAsync<ValidationException>(413, """{"detail":"Too large."}"""))
            .ShouldBeOfType<DatasetTooLargeException>();

    private static async Task<T> RefusalAsync<T>(int status, string problem)
        where T : ValiqorException
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(ScriptedServer.Problem(status, problem));
        using var client = FailureAnalysisClient.Create(
            new ClientOptions { BaseUrl = server.Url, TimeProvider = new HurriedTime() });
        return await Should.ThrowAsync<T>(() => client.GetTaxonomyAsync(Stop));
    }
}
