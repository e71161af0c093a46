using Valiqor.Client;
using Valiqor.Testing;

namespace Valiqor.EndToEnd;

/// <summary>The life of a key.</summary>
public sealed class KeyTests(DeploymentFixture deployment)
{
    private readonly string _organization = $"org-{Guid.CreateVersion7():N}";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private KeysClient Keys => deployment.Valiqor.Keys;

    [Fact]
    public async Task A_key_opens_its_organization_until_it_is_revoked()
    {
        CreatedKey one = await CreateAsync("one");
        CreatedKey other = await CreateAsync("other");
        using ValiqorClient client = deployment.ValiqorWith(one.ApiKey);
        using ValiqorClient second = deployment.ValiqorWith(other.ApiKey);
        RunResult run = await client.FailureAnalysis.RunAsync(
            Datasets.Body(Datasets.Good), cancellationToken: Stop);

        ListedKey revoked = await Keys.RevokeAsync(one.KeyId, Stop);

        revoked.RevokedAt.ShouldNotBeNull();
        await Should.ThrowAsync<AuthenticationException>(() => client.FailureAnalysis.GetTaxonomyAsync(Stop));
        await Should.ThrowAsync<AuthenticationException>(() => client.FailureAnalysis.GetStatusAsync(run.RunId, Stop));
        (await second.FailureAnalysis.GetRunAsync(run.RunId, Stop)).RunId.ShouldBe(run.RunId);
    }

    [Fact]
    public async Task Revoking_again_changes_nothing()
    {
        CreatedKey key = await CreateAsync("twice");

        ListedKey[] answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Keys.RevokeAsync(key.KeyId, Stop)));
        ListedKey later = await Keys.RevokeAsync(key.KeyId, Stop);

        answers.ShouldAllBe(answer => answer == later);
        later.RevokedAt.ShouldNotBeNull();
    }

    [Theory]
    [InlineData("key_000000000000000000000000")]
    [InlineData("administrator")]
    [InlineData("x' or '1' eq '1")]
    public async Task A_key_that_is_not_there_cannot_be_revoked(string keyId) =>
        await Should.ThrowAsync<NotFoundException>(() => Keys.RevokeAsync(keyId, Stop));

    [Fact]
    public async Task Keys_are_listed_by_organization_without_what_opens()
    {
        CreatedKey first = await CreateAsync("first");
        var request = new CreateKeyRequest { Name = "second", Organization = _organization, ProjectId = "shop" };
        CreatedKey second = await Keys.CreateAsync(request, Stop);
        await Keys.RevokeAsync(first.KeyId, Stop);

        IReadOnlyList<ListedKey> listed = await Keys.ListAsync(_organization, Stop);
        IReadOnlyList<ListedKey> all = await Keys.ListAsync(cancellationToken: Stop);

        listed.Select(key => (key.KeyId, key.Name, key.ProjectId, key.PublicPrefix)).ShouldBe(
            [
                (second.KeyId, "second", "shop", second.PublicPrefix),
                (first.KeyId, "first", null, first.PublicPrefix),
            ],
            "the newest first");
        (listed[0].RevokedAt is null, listed[1].RevokedAt is null).ShouldBe((true, false));
        listed.ShouldAllBe(key => key.Organization == _organization);
        second.ApiKey.ShouldStartWith(second.PublicPrefix);
        all.Select(key => key.KeyId).ShouldContain(first.KeyId);
        all.ShouldNotContain(key => deployment.Key.StartsWith(key.PublicPrefix), "the administrator's is a setting");
    }

    [Fact]
    public async Task Only_the_administrator_deals_in_keys()
    {
        CreatedKey key = await CreateAsync("mine");
        using ValiqorClient client = deployment.ValiqorWith(key.ApiKey);

        Func<Task>[] attempts =
        [
            () => client.Keys.ListAsync(_organization, Stop),
            () => client.Keys.RevokeAsync(key.KeyId, Stop),
            () => client.Keys.CreateAsync(new CreateKeyRequest { Name = "more" }, Stop),
            () => client.Keys.GetUsageAsync("another", Stop),
        ];
        foreach (Func<Task> attempt in attempts)
        {
            (await Should.ThrowAsync<ValiqorException>(attempt)).StatusCode.ShouldBe(403);
        }
    }

    [Fact]
    public async Task A_key_is_known_in_either_spelling_of_its_prefix()
    {
        CreatedKey key = await CreateAsync("spelled");
        key.ApiKey.ShouldStartWith("vq_");
        using ValiqorClient client = deployment.ValiqorWith(string.Concat("vq-", key.ApiKey.AsSpan(3)));

        (await client.Keys.GetUsageAsync(cancellationToken: Stop)).Calls.ShouldBe(0);
    }

    [Fact]
    public async Task Usage_counts_the_calls_of_an_organization_but_not_the_asking()
    {
        using ValiqorClient client = deployment.ValiqorWith((await CreateAsync("counting")).ApiKey);
        using ValiqorClient colleague = deployment.ValiqorWith((await CreateAsync("too")).ApiKey);
        await client.FailureAnalysis.GetTaxonomyAsync(Stop);
        await colleague.FailureAnalysis.GetTaxonomyAsync(Stop);
        await Should.ThrowAsync<NotFoundException>(() => client.FailureAnalysis.GetStatusAsync("run_1", Stop));

        Usage own = await client.Keys.GetUsageAsync(cancellationToken: Stop);
        Usage told = await deployment.Valiqor.Keys.GetUsageAsync(_organization, Stop);

        own.ShouldBe(told);
        own.Calls.ShouldBe(2, "asking for a status or for usage is free");
        own.JudgeTokens.ShouldBe(0);
        own.Month.ShouldMatch(@"^\d{4}-\d{2}$");
    }

    private Task<CreatedKey> CreateAsync(string name) =>
        Keys.CreateAsync(new CreateKeyRequest { Name = name, Organization = _organization }, Stop);
}
