using System.Runtime.Serialization;
using Azure.Data.Tables;

namespace Valiqor.Service.Ground;

/// <summary>
/// Azure's documented limits of Table Storage, checked before a row leaves, because the emulator lets more through
/// than Azure does ("Understanding the Table service data model" and "Performing entity group transactions").
/// </summary>
internal static class TableLimits
{
    public const int RowsPerTransaction = 100;

    /// <summary>4 MiB.</summary>
    public const int TransactionBytes = 4 * 1024 * 1024;

    /// <summary>1 MiB.</summary>
    public const int RowBytes = 1024 * 1024;

    /// <summary>64 KiB, which is 32,768 UTF-16 characters.</summary>
    public const int TextCharacters = 32 * 1024;

    /// <summary>1 KiB of UTF-16.</summary>
    public const int KeyCharacters = 512;

    /// <summary>Of a property's name.</summary>
    public const int NameCharacters = 255;

    /// <summary>The three system properties not counted.</summary>
    public const int Properties = 252;

    private static readonly DateTimeOffset FirstTime = new(1601, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The size that Azure counts for a row, in bytes.</summary>
    /// <exception cref="TableLimitException">Azure would refuse the row.</exception>
    public static int Check(ITableEntity row)
    {
        CheckKey("PartitionKey", row.PartitionKey);
        CheckKey("RowKey", row.RowKey);
        int bytes = 4 + (2 * (row.PartitionKey.Length + row.RowKey.Length));
        int count = 0;
        foreach ((string name, object value) in ValuesOf(row))
        {
            count++;
            CheckName(name);
            bytes += 8 + (2 * name.Length) + SizeOf(name, value);
        }

        return count > Properties ? throw new TableLimitException($"The row has {count} properties; {Properties} fit.")
            : bytes > RowBytes ? throw new TableLimitException($"The row has {bytes} bytes; {RowBytes} fit.")
            : bytes;
    }

    private static IEnumerable<(string Name, object Value)> ValuesOf(ITableEntity row) => row is TableEntity plain
        ? from pair in plain where !IsSystem(pair.Key) && pair.Value is not null select (pair.Key, pair.Value)
        : from property in row.GetType().GetProperties()
          where !IsSystem(property.Name) && !property.IsDefined(typeof(IgnoreDataMemberAttribute), inherit: false)
          let value = property.GetValue(row)
          where value is not null
          select (property.Name, value);

    private static bool IsSystem(string name) =>
        name is "PartitionKey" or "RowKey" or "Timestamp" or "ETag" or "odata.etag";

    private static int SizeOf(string name, object value) => value switch
    {
        string text when text.Length > TextCharacters => throw new TableLimitException(
            $"{name} has {text.Length} characters; {TextCharacters} fit."),
        string text => 4 + (2 * text.Length),
        byte[] bytes when bytes.Length > 2 * TextCharacters => throw new TableLimitException(
            $"{name} has {bytes.Length} bytes; {2 * TextCharacters} fit."),
        byte[] bytes => 4 + bytes.Length,
        DateTimeOffset time when time < FirstTime => throw new TableLimitException(
            $"{name} is before the year 1601."),
        bool => 1,
        int => 4,
        double or long or DateTimeOffset => 8,
        Guid => 16,
        _ => throw new TableLimitException($"{name} has the type {value.GetType().Name}, which tables do not hold."),
    };

    private static void CheckName(string name)
    {
        if (name.Length > NameCharacters)
        {
            throw new TableLimitException($"A property's name has {name.Length} characters; {NameCharacters} fit.");
        }
    }

    private static void CheckKey(string which, string key)
    {
        if (key.Length > KeyCharacters)
        {
            throw new TableLimitException($"{which} has {key.Length} characters; {KeyCharacters} fit.");
        }

        if (key.AsSpan().IndexOfAny("/\\#?") >= 0 || key.Any(char.IsControl))
        {
            throw new TableLimitException($"{which} has a character that keys may not have: / \\ # ? or a control.");
        }
    }
}

/// <summary>
/// A row that Azure would refuse. It is a fault of ours, not of the caller's: every caller's text is cut before.
/// </summary>
internal sealed class TableLimitException(string message) : Exception(message);
