using Azure;
using Azure.Data.Tables;

namespace Valiqor.Service.Digests.Schedule;

/// <summary>
/// The newest digest of a project, and how far it has come: partition the organization, row the project. A newer digest
/// takes the place of the one before.
/// </summary>
internal sealed class DigestRow : ITableEntity
{
    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    /// <summary>When it was due.</summary>
    public DateTimeOffset Occurrence { get; set; }

    /// <summary>As <c>DigestWindows</c> has them.</summary>
    public string Window { get; set; } = "";

    /// <summary>As <c>2026-03-02</c>.</summary>
    public string LastDay { get; set; } = "";

    /// <summary>Of <see cref="DigestStates"/>.</summary>
    public string State { get; set; } = "";

    /// <summary>Until then it is somebody's, or is to be left in peace; later anybody may go on with it.</summary>
    public DateTimeOffset NotBefore { get; set; }

    /// <summary>How often the state's work was begun.</summary>
    public int Tries { get; set; }

    /// <summary>What the last try met, in a few words.</summary>
    public string? Fault { get; set; }
}

/// <summary>The states of <see cref="DigestRow"/>, in their order.</summary>
internal static class DigestStates
{
    /// <summary>Its texts are to be written.</summary>
    public const string Due = "due";

    /// <summary>Its texts stand; the webhook is to be told.</summary>
    public const string Written = "written";

    public const string Done = "done";

    /// <summary>Tried too often, and left.</summary>
    public const string GivenUp = "given_up";
}

/// <summary>Up to which time every digest that was due has a row.</summary>
internal sealed class DigestClockRow : ITableEntity
{
    public string PartitionKey { get; set; } = DigestLayout.DigestClockPartition;

    public string RowKey { get; set; } = DigestLayout.DigestClockRow;

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public DateTimeOffset DoneUntil { get; set; }
}
