using System.Security.Cryptography;
using System.Text;
using Valiqor.Service.Ground;

namespace Valiqor.Service.Runs;

/// <summary>
/// Makes run ids, and the ids of what belongs to a run. They sort newest first as text: the time counts down in them.
/// </summary>
internal static class RunIds
{
    private const string EvaluationPrefix = "eval_";
    private const string AuditPrefix = "audit_";
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

    /// <summary>The id under which a run's metrics are opened.</summary>
    public static string EvaluationOf(string runId) => Renamed(runId, RunLayout.RunRows, EvaluationPrefix);

    /// <summary>The id under which the security side of a run is opened.</summary>
    public static string AuditOf(string runId) => Renamed(runId, RunLayout.RunRows, AuditPrefix);

    /// <summary>The run of any of its ids; what is none of them stays as it is.</summary>
    public static string RunOf(string id) =>
        Renamed(Renamed(id, EvaluationPrefix, RunLayout.RunRows), AuditPrefix, RunLayout.RunRows);

    private static string Renamed(string id, string from, string to) =>
        id.StartsWith(from, StringComparison.Ordinal) ? string.Concat(to, id.AsSpan(from.Length)) : id;

    private static string From(DateTimeOffset time, string suffix) =>
        $"{RunLayout.RunRows}{NewestFirst.Of(time)}{suffix}";
}
