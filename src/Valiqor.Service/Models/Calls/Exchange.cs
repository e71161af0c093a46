namespace Valiqor.Service.Models.Calls;

/// <summary>A request as it was put, and what came back.</summary>
internal sealed record Exchange(ModelEndpoint Endpoint, ModelRequest Request, Dialect Dialect, ModelReply Reply);
