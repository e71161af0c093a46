using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using Valiqor.Client;
using Valiqor.Service.Ground;

namespace Valiqor.Service.Door.Limits;

/// <summary>What organizations have used.</summary>
internal sealed class UsageApi(UsageBook usage) : IOperationGroup
{
    private static readonly QueryParameter<string?> Organization = QueryParameter.Text(
        "organization", "Another organization than the key's own; the administrator's key only.");

    public ImmutableArray<Operation> Operations =>
    [
        new("GetUsage", "GET", Routes.Usage, "Returns what the organization has used this month.", GetAsync)
        {
            // A caller without calls left may still ask why.
            CountsAgainstLimits = false,
            Query = [Organization],
            Answer = BodyShape.Json(WireJson.Default.Usage),
        },
    ];

    private async Task<IResult> GetAsync(ApiCall call)
    {
        string organization = Organization.Of(call) ?? call.Organization;
        if (organization != call.Organization && !call.Owner.IsAdministrator)
        {
            throw ProblemException.AdministratorOnly();
        }

        return Layout.IsName(organization)
            ? Results.Json(await usage.ReadAsync(organization, call.Aborted), WireJson.Default.Usage)
            : throw ProblemException.BadParameter(Organization.Name, $"should be a name: {Layout.NameRule}.");
    }
}
