using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Valiqor.Client;
using Valiqor.Service.Door;
using Valiqor.Service.Ground;

namespace Valiqor.Service.Keys;

/// <summary>The keys of the organizations.</summary>
internal sealed class KeysApi(KeyBook keys) : IOperationGroup
{
    private const int LongestKeyName = 200;

    private static readonly QueryParameter<string?> Organization = QueryParameter.Text(
        "organization", "Only the keys of this organization.");

    public ImmutableArray<Operation> Operations =>
    [
        new("CreateApiKey", "POST", Routes.CreateApiKey, "Makes a key for an organization.", CreateAsync)
        {
            Access = Access.Administrator,
            Body = BodyShape.Json(WireJson.Default.CreateKeyRequest),
            Answer = BodyShape.Json(WireJson.Default.CreatedKey),
        },
        new("ListApiKeys", "GET", Routes.Keys, "Lists the keys, revoked ones too, the newest first.", ListAsync)
        {
            Access = Access.Administrator,
            Query = [Organization],
            Answer = BodyShape.Json(WireJson.Default.IReadOnlyListListedKey),
        },
        new("RevokeApiKey", "DELETE", Routes.Key, "Takes a key out of use, from the next call on.", RevokeAsync)
        {
            Access = Access.Administrator,
            Aliases = [new("PostRevokeApiKey", "POST", Routes.KeyRevoke)],
            Answer = BodyShape.Json(WireJson.Default.ListedKey),
        },
    ];

    private async Task<IResult> CreateAsync(ApiCall call)
    {
        using JsonDocument document = await Body.ParseAsync(call);
        CreateKeyRequest request = Body.Read(document.RootElement, WireJson.Default.CreateKeyRequest);
        string organization = request.Organization ?? call.Organization;
        FieldProblem[] problems =
        [
            .. NameProblems("organization", organization),
            .. request.ProjectId is { } project ? NameProblems("project_id", project) : [],
            .. request.Name.Length is > 0 and <= LongestKeyName ? (FieldProblem[])[]
                : [FieldProblems.Of(
                    $"A key's name has 1 to {LongestKeyName} characters.", "string_length", "body", "name")],
        ];
        return problems.Length > 0
            ? throw ProblemException.Invalid(problems)
            : Results.Json(await keys.CreateAsync(request, organization, call.Aborted), WireJson.Default.CreatedKey);
    }

    private Task<IResult> ListAsync(ApiCall call)
    {
        string? organization = Organization.Of(call);
        return organization is null || Layout.IsName(organization)
            ? Task.FromResult<IResult>(new JsonArrayResult<ListedKey>(
                keys.ListAsync(organization, call.Aborted), WireJson.Default.ListedKey))
            : throw ProblemException.BadParameter(Organization.Name, $"should be a name: {Layout.NameRule}.");
    }

    private async Task<IResult> RevokeAsync(ApiCall call) => Results.Json(
        await keys.RevokeAsync(call.RouteValue("keyId"), call.Aborted), WireJson.Default.ListedKey);

    private static FieldProblem[] NameProblems(string field, string name) => Layout.IsName(name)
        ? []
        : [FieldProblems.Of($"A name has {Layout.NameRule}.", "string_pattern_mismatch", "body", field)];
}
