using System.Globalization;
using Microsoft.Extensions.Options;
using Valiqor.Service.Door;

namespace Valiqor.Service.Digests;

/// <summary>Where runs and digests can be asked for; null where the service does not know its own address.</summary>
internal sealed class DigestLinks(IOptions<DigestOptions> options)
{
    private readonly string _root = options.Value.PublicUrl.TrimEnd('/');

    public string? ToRun(string runId) => To(Routes.Run.Replace("{runId}", Uri.EscapeDataString(runId)));

    public string? ToDigest(string project, DigestWindow window)
    {
        string route = Routes.Digest.Replace("{project}", Uri.EscapeDataString(project));
        return To(string.Create(
            CultureInfo.InvariantCulture, $"{route}?window={window.Kind}&date={window.LastDay:yyyy-MM-dd}"));
    }

    private string? To(string path) => _root.Length == 0 ? null : $"{_root}/{path}";
}
