using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Valiqor.Client;
using Valiqor.Pipeline.Storage;

namespace Valiqor.Pipeline.Http;

/// <summary>The keys of the organizations.</summary>
public sealed class KeysApi(KeyRing keys) : IOperationGroup
{
    private const int LongestKeyName = 200;

    public ImmutableArray<Operation> Operations =>
    [
        new("CreateApiKey", "POST", Routes.CreateApiKey, "Makes a key for an organization.", CreateAsync)
        {
            Access = Access.Administrator,
            Body = BodyShape.Json(WireJson.Default.CreateKeyRequest),
            Answer = BodyShape.Json(WireJson.Default.CreatedKey),
        },
    ];

    private async Task<IResult> CreateAsync(ApiCall call)
    {
        using JsonDocument document = await Body.ParseAsync(call);
        CreateKeyRequest request = Body.Read(document.RootElement, WireJson.Default.CreateKeyRequest);
        string organization = request.Organization ?? call.Organization;
        FieldProblem[] problems =
        [
            .. Layout.IsName(organization) ? (FieldProblem[])[]
                : [FieldProblems.Of(
                    $"A name has {Layout.NameRule}.", "string_pattern_mismatch", "body", "organization")],
            .. request.Name.Length is > 0 and <= LongestKeyName ? (FieldProblem[])[]
                : [FieldProblems.Of(
                    $"A key's name has 1 to {LongestKeyName} characters.", "string_length", "body", "name")],
        ];
        return problems.Length > 0
            ? throw ProblemException.Invalid(problems)
            : Results.Json(
                await keys.CreateAsync(request.Name, organization, call.Aborted), WireJson.Default.CreatedKey);
    }
}
