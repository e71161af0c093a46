using Microsoft.AspNetCore.Http;
using Valiqor.Service.Door.Keys;
using Valiqor.Service.Door.Limits;
using Valiqor.Service.Ground;

namespace Valiqor.Service.Door;

/// <summary>
/// Lets calls in: whose key it is, whether its owner may do this, and whether the limits allow one more. The
/// administrator's key has no limits, since the people who run the service must never be kept out.
/// </summary>
public sealed class Admission(KeyRing keys, CallCounter counter)
{
    /// <exception cref="ProblemException">The call is not let in.</exception>
    public async Task<KeyOwner> AdmitAsync(Operation operation, HttpContext context)
    {
        if (operation.Access == Access.Open)
        {
            return KeyOwner.Nobody;
        }

        KeyOwner owner = await keys.AdmitAsync(
            context.Request.Headers.Authorization.ToString(), context.RequestAborted);
        if (operation.Access == Access.Administrator && !owner.IsAdministrator)
        {
            throw ProblemException.AdministratorOnly();
        }

        if (operation.CountsAgainstLimits && !owner.IsAdministrator)
        {
            await CountAsync(operation, owner, context);
        }

        return owner;
    }

    private async Task CountAsync(Operation operation, KeyOwner owner, HttpContext context)
    {
        var call = new CountedCall(owner.KeyId, operation.SpendsTokens);
        CallVerdict verdict = await counter.CountAsync(owner.Organization, call, context.RequestAborted);
        verdict.Rate?.WriteTo(context.Response);
        if (verdict.Refusal is { } refusal)
        {
            throw refusal;
        }
    }
}
