using Microsoft.AspNetCore.Http;
using Valiqor.Pipeline.Limits;

namespace Valiqor.Pipeline.Http;

/// <summary>
/// Lets calls in: whose key it is, whether he may do this, and whether his limits allow one more. The administrator's
/// own key has no limits, for whoever runs the service cannot be kept out of it.
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
