namespace Valiqor.Pipeline.Judging.Models;
public sealed class ModelClient
{
    public Task<ModelAnswer> AskAsync(ModelEndpoint endpoint, ModelRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();
}
