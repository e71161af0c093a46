namespace Valiqor.Service.Door.Keys;

/// <summary>Where keys lie.</summary>
internal static class KeyLayout
{
    public const string KeyTable = "ValiqorKeys";

    public const string KeyPartition = "key";

    /// <summary>What stands behind the last <see cref="ListedKeyRow"/>.</summary>
    public const string ListedKeyRowsEnd = "id}";

    public static string ListedKeyRow(string keyId) => $"id|{keyId}";
}
