using System.Security.Cryptography;
using System.Text;
using Valiqor.Pipeline.Storage;

namespace Valiqor.Pipeline.Runs;

/// <summary>Makes run ids. They sort newest first as text: the time counts down in them.</summary>
public static class RunIds
{
    private const long Horizon = 0xFFFF_FFFF_FFFF;
    private const int SuffixDigits = 12;

    /// <summary>An id of its own for a run asked for over HTTP.</summary>
    public static string New(DateTimeOffset now) =>
        From(now, RandomNumberGenerator.GetHexString(SuffixDigits, lowercase: true));

    /// <summary>The id of the run over a blob as it is: the same blob, ETag and options give the same id.</summary>
    public static string OfBlob(
        string organization,
        string blob,
        string etag,
        DateTimeOffset lastModified,
        string options)
    {
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{organization}\n{blob}\n{etag}\n{options}"));
        return From(lastModified, Convert.ToHexStringLower(hash)[..SuffixDigits]);
    }

    /// <summary>Twelve digits that sort the later before the earlier, for ids that begin with them.</summary>
    public static string NewestFirst(DateTimeOffset time) => $"{Horizon - time.ToUnixTimeMilliseconds():x12}";

    private static string From(DateTimeOffset time, string suffix) => $"{Layout.RunRows}{NewestFirst(time)}{suffix}";
}
