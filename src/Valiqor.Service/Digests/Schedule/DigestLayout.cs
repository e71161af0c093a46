using Valiqor.Service.Ground;

namespace Valiqor.Service.Digests.Schedule;

/// <summary>Where digests lie.</summary>
internal static class DigestLayout
{
    /// <summary>Written digests: <c>{project}/{day}.md</c>, <c>.html</c>, <c>.json</c>, as datasets lie.</summary>
    public const string DigestContainer = "digests";

    public const string DigestTable = "ValiqorDigests";

    /// <summary>No organization: names begin with a letter or a digit.</summary>
    public const string DigestClockPartition = "|";

    public const string DigestClockRow = "clock";

    /// <summary>A digest's blob name; the owner's organization is left out of it.</summary>
    /// <param name="ending">As <c>.md</c>.</param>
    public static string DigestBlob(string organization, string project, string lastDay, string ending) =>
        Layout.DatasetBlob(organization, project, lastDay + ending);
}
