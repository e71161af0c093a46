using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask.Client;
using Valiqor.Pipeline.Http;

namespace Valiqor.Functions.Http;

internal static class ApiExtensions
{
    /// <summary>Serves the operation of a trigger's name. The key check is the operation's own.</summary>
    public static Task<IResult> ServeAsync(
        this Api api,
        string name,
        HttpRequest request,
        DurableTaskClient client) =>
        api.ServeAsync(api.Operations[name], request, new DurableLauncher(client));
}
