using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Valiqor.LocalHost.Azurite;

/// <summary>
/// The note that a running Azurite keeps beside its data, written and removed by <c>azurite-host.cjs</c>. After a host
/// was killed its Azurite still flushes for a moment, and a second one must not open the same files before that.
/// </summary>
internal sealed record AzuriteRecord(int Pid, DateTimeOffset Started)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    // The note's time and the operating system's differ by rounding; a reused process id differs by far more.
    private static readonly TimeSpan SameStart = TimeSpan.FromSeconds(5);

    public static string FileIn(string location) => Path.Combine(location, "azurite.json");

    /// <summary>Returns when no Azurite uses the directory.</summary>
    /// <exception cref="AzuriteException">One still does after 15 s.</exception>
    public static async Task WaitForPredecessorAsync(
        string location,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        if (Read(FileIn(location)) is not { } record || record.Open() is not { } process)
        {
            return;
        }

        using (process)
        using (var patience = new CancellationTokenSource(Patience, time))
        using (var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken))
        {
            try
            {
                await process.WaitForExitAsync(either.Token);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                throw new AzuriteException(
                    $"An Azurite of an earlier host (process {record.Pid}) still uses {location}: "
                    + "end it, or give another directory with --data.");
            }
        }
    }

    private static AzuriteRecord? Read(string file)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(file), AzuriteJson.Default.AzuriteRecord);
        }
        catch (Exception e) when (e is IOException or JsonException)
        {
            // Without a note, or with one half written by a process that was killed meanwhile, nobody is there.
            return null;
        }
    }

    private Process? Open()
    {
        Process? process = null;
        try
        {
            process = Process.GetProcessById(Pid);
            if ((process.StartTime.ToUniversalTime() - Started).Duration() < SameStart)
            {
                return process;
            }
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or Win32Exception)
        {
            // It is gone, or another user's and so not ours.
        }

        process?.Dispose();
        return null;
    }
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(AzuriteRecord))]
internal sealed partial class AzuriteJson : JsonSerializerContext;
