using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Valiqor.LocalHost;

/// <summary>
/// The directory that a local service keeps everything in (<c>.valiqor</c>): storage, the administrator's key, and the
/// lock that lets one host at a time use it. On Unix only its owner can read it.
/// </summary>
public sealed class DataDirectory : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const int KeyBytes = 30; // 40 characters of base 64

    private readonly FileStream _lock;

    private DataDirectory(string path, FileStream @lock, string adminKey)
    {
        Path = path;
        _lock = @lock;
        AdminKey = adminKey;
    }

    /// <summary>The full path.</summary>
    public string Path { get; }

    /// <summary>The administrator's key, in clear.</summary>
    public string AdminKey { get; }

    public string AdminKeyFile => AdminKeyFileIn(Path);

    /// <summary>Where Azurite keeps its data.</summary>
    public string StoragePath => System.IO.Path.Combine(Path, "azurite");

    /// <summary>Takes the directory for this process, making it and its key on first use.</summary>
    /// <exception cref="DataDirectoryInUseException">Another host uses it: see <see cref="FindHost"/>.</exception>
    /// <exception cref="IOException">It cannot be made or written to.</exception>
    public static DataDirectory Open(string path)
    {
        string full = System.IO.Path.GetFullPath(path);
        Create(full);
        FileStream @lock = TryLock(full) ?? throw new DataDirectoryInUseException(full);
        try
        {
            // A host that was killed leaves its address behind.
            File.Delete(HostFileIn(full));
            return new DataDirectory(full, @lock, ReadOrMakeKey(AdminKeyFileIn(full)));
        }
        catch
        {
            @lock.Dispose();
            throw;
        }
    }

    /// <summary>Says where this process serves, for others that want to use the same directory.</summary>
    public void Announce(Uri url) =>
        WriteWhole(
            HostFileIn(Path),
            JsonSerializer.SerializeToUtf8Bytes(
                new HostAddress(url, Environment.ProcessId), DataDirectoryJson.Default.HostAddress));

    /// <summary>Tells whether a host uses a directory and, once it serves, where and with which key.</summary>
    public static HostSighting FindHost(string path)
    {
        string full = System.IO.Path.GetFullPath(path);
        if (!File.Exists(LockFileIn(full)))
        {
            return HostSighting.None;
        }

        using (FileStream? @lock = TryLock(full))
        {
            if (@lock is not null)
            {
                return HostSighting.None;
            }
        }

        try
        {
            HostAddress? host = JsonSerializer.Deserialize(
                File.ReadAllBytes(HostFileIn(full)), DataDirectoryJson.Default.HostAddress);
            return new HostSighting(true, host, host is null ? null : File.ReadAllText(AdminKeyFileIn(full)).Trim());
        }
        catch (FileNotFoundException)
        {
            return new HostSighting(true, null, null);
        }
    }

    public void Dispose()
    {
        File.Delete(HostFileIn(Path));
        _lock.Dispose();
    }

    private static void Create(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, OwnerOnly | UnixFileMode.UserExecute);
        }

        // It stands in people's repositories and holds a key.
        string ignore = System.IO.Path.Combine(path, ".gitignore");
        if (!File.Exists(ignore))
        {
            WriteWhole(ignore, "*\n"u8);
        }
    }

    private static FileStream? TryLock(string path)
    {
        try
        {
            return new FileStream(LockFileIn(path), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (e.GetType() == typeof(IOException))
        {
            // A sharing violation has no type of its own; missing files and directories do.
            return null;
        }
    }

    private static string ReadOrMakeKey(string file)
    {
        if (File.Exists(file) && File.ReadAllText(file).Trim() is { Length: > 0 } known)
        {
            return known;
        }

        string key = "vq_" + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(KeyBytes));
        WriteWhole(file, System.Text.Encoding.ASCII.GetBytes(key + "\n"));
        return key;
    }

    /// <summary>Writes beside the file and renames, so that no reader meets half of it.</summary>
    private static void WriteWhole(string file, ReadOnlySpan<byte> content)
    {
        string draft = $"{file}.{Environment.ProcessId}";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        using (var stream = new FileStream(draft, options))
        {
            stream.Write(content);
            stream.Flush(flushToDisk: true);
        }

        File.Move(draft, file, overwrite: true);
    }

    private static string AdminKeyFileIn(string path) => System.IO.Path.Combine(path, "admin.key");

    private static string LockFileIn(string path) => System.IO.Path.Combine(path, "host.lock");

    private static string HostFileIn(string path) => System.IO.Path.Combine(path, "host.json");
}

/// <summary>What can be seen of the host of a data directory.</summary>
/// <param name="InUse">A host has the directory; while it starts or stops it has no address.</param>
/// <param name="AdminKey">Its administrator's key, where the address is known.</param>
public sealed record HostSighting(bool InUse, HostAddress? Address, string? AdminKey)
{
    public static HostSighting None { get; } = new(false, null, null);
}

/// <summary>Where a host serves, and as which process.</summary>
public sealed record HostAddress(Uri Url, int Pid);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(HostAddress))]
internal sealed partial class DataDirectoryJson : JsonSerializerContext;
